package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels together when messages are sent one by one, and what becomes of each. */
@Timeout(30)
class AutoBatchTest {

    private static final int BATCH = 320;
    private static final int SINGLE = 310;
    private static final int REPLY = 325;

    private final SendFixture fixture = new SendFixture().config(batching(SendFixture.config(2)));
    private final List<ScriptedRequest> open = new CopyOnWriteArrayList<>();
    private final List<StoredSend> told = new CopyOnWriteArrayList<>();
    private SendPipeline pipeline;

    @BeforeEach
    void route() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.routes.route("other", 1, "a");
        fixture.remoting.react(open::add);
        fixture.listener(told::add);
        pipeline = fixture.pipeline();
    }

    @Test
    @Row("BAT-06")
    void unlessSwitchedOnEachMessageTravelsAlone() {
        pipeline = fixture.config(SendFixture.config(2)).pipeline();

        for (int i = 0; i < 5; i++) {
            send("m" + i);
        }

        assertThat(open)
                .extracting(request -> request.command().code())
                .containsOnly(SINGLE)
                .hasSize(5);
    }

    @Test
    @Row("BAT-07")
    void aLoneMessageLeavesAtOnceAndMakesNothingWait() {
        CompletableFuture<SendReceipt> one = send("one");
        assertThat(codes()).containsExactly(SINGLE);
        store(open.get(0));
        CompletableFuture<SendReceipt> two = send("two");

        assertThat(codes()).containsExactly(SINGLE, SINGLE);
        store(open.get(1));
        assertThat(one).isCompleted();
        assertThat(two).isCompleted();
        assertThat(fixture.timer.scheduled()).isZero();
    }

    @Test
    @Row("BAT-07")
    void whatComesWhileOneIsUnderWayLeavesTogetherAtItsEnd() {
        send("first");
        List<CompletableFuture<SendReceipt>> stages = IntStream.range(0, 4)
                .mapToObj(i -> pipeline.sendAsync(
                                Message.to(SendFixture.TOPIC)
                                        .text("m" + i)
                                        .tag("t" + i)
                                        .flag(i)
                                        .property("n", "v" + i)
                                        .build(),
                                SendOptions.defaults())
                        .toCompletableFuture())
                .toList();
        assertThat(codes()).containsExactly(SINGLE);

        store(open.get(0));

        assertThat(codes()).containsExactly(SINGLE, BATCH);
        List<BatchedMessage> sent = BatchedMessage.read(open.get(1).command().body());
        store(open.get(1));
        for (int i = 0; i < 4; i++) {
            SendReceipt receipt = stages.get(i).join();
            assertThat(sent.get(i).body()).isEqualTo(("m" + i).getBytes());
            assertThat(sent.get(i).flag()).isEqualTo(i);
            assertThat(sent.get(i).properties())
                    .containsEntry("TAGS", "t" + i)
                    .containsEntry("n", "v" + i)
                    .containsEntry("WAIT", "true")
                    .containsEntry("UNIQ_KEY", receipt.messageId());
            assertThat(receipt.queueOffset()).isEqualTo(42 + i);
            assertThat(receipt.attempts()).isEqualTo(1);
        }
        assertThat(told).hasSize(5);
        assertThat(told.get(3).message().tag()).isEqualTo("t2");
        assertThat(told.get(3).receipt().messageId())
                .isEqualTo(stages.get(2).join().messageId());
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.limit.bytes()).isZero();
    }

    @Test
    @Row("BAT-07")
    void nothingWaitsLongerThanTheHoldHoweverLongTheEarlierOneTakes() {
        send("slow");
        send("one");
        fixture.timer.advance(AutoBatchLane.HOLD.dividedBy(2));
        send("two");
        assertThat(open).hasSize(1);

        fixture.timer.advance(AutoBatchLane.HOLD.dividedBy(2));

        assertThat(codes()).containsExactly(SINGLE, BATCH);
        send("three");
        fixture.timer.advance(AutoBatchLane.HOLD);
        assertThat(codes()).containsExactly(SINGLE, BATCH, SINGLE);
    }

    @Test
    void aBatchIsCutAtItsBytesAndWhatIsFullDoesNotWait() {
        send("slow");
        byte[] body = new byte[3000];
        for (int i = 0; i < 25; i++) {
            pipeline.sendAsync(Message.of(SendFixture.TOPIC, body), SendOptions.defaults());
        }

        assertThat(codes()).containsExactly(SINGLE, BATCH, BATCH);
        assertThat(sizes()).containsExactly(10, 10);
        assertThat(open.get(1).command().body().length)
                .isBetween(AutoBatchLane.MOST_BYTES - 3200, AutoBatchLane.MOST_BYTES);
        fixture.timer.advance(AutoBatchLane.HOLD);
        assertThat(sizes()).containsExactly(10, 10, 5);
    }

    @Test
    void aBatchIsCutAtItsNumberOfMessages() {
        pipeline = fixture.pipeline(new InFlightLimit(1000, 1 << 20, fixture.ticker));
        send("slow");

        for (int i = 0; i < 2 * AutoBatchLane.MOST_MESSAGES; i++) {
            send("x");
        }

        assertThat(sizes()).containsExactly(AutoBatchLane.MOST_MESSAGES, AutoBatchLane.MOST_MESSAGES);
    }

    @Test
    void aBatchIsCutWhereTheBrokerWouldRefuseIt() {
        pipeline = fixture.config(batching(ProducerConfigs.of("g1")
                        .attempts(Duration.ofSeconds(3), 0)
                        .uncompressedUpTo(1000)
                        .build()))
                .pipeline();
        send("slow");

        for (int i = 0; i < 6; i++) {
            send("x");
        }
        fixture.timer.advance(AutoBatchLane.HOLD);

        assertThat(sizes()).containsExactly(2, 2, 2);
    }

    @Test
    void whatFillsABatchByItselfLeavesAtOnceAndAlone() {
        send("slow");
        send("waiting");
        byte[] large = new byte[AutoBatchLane.MOST_BYTES];
        new Random(1).nextBytes(large);

        pipeline.sendAsync(Message.of(SendFixture.TOPIC, large), SendOptions.defaults());

        assertThat(codes()).containsExactly(SINGLE, SINGLE, SINGLE);
    }

    @Test
    @Defect("K31")
    void whatTheRequestItselfMustSayTravelsAlone() {
        fixture.routes.route("c_REPLY_TOPIC", 1, "a");
        fixture.routes.route("%RETRY%g", 1, "a");
        Map<String, String> asked = Map.of("CLUSTER", "c", "CORRELATION_ID", "1", "REPLY_TO_CLIENT", "me");
        MessageOptions options = MessageOptions.defaults();
        List<Message> messages = List.of(
                withOptions(options.withDelayLevel(3)),
                withOptions(options.withPriority(1)),
                withOptions(options.withWaitStored(false)),
                withOptions(options.withBornTime(Instant.ofEpochSecond(1))),
                withOptions(options.withTimeout(Duration.ofSeconds(9))),
                Message.to(SendFixture.TOPIC).text("q").queue("a", 0).build(),
                Message.to(SendFixture.TOPIC).text("k").orderingKey("k").build(),
                Message.of(SendFixture.TOPIC, new byte[5000]),
                Message.to("%RETRY%g").text("r").build(),
                Message.replyTo(asked).text("yes").build());
        send("slow");
        for (Message message : messages) {
            pipeline.sendAsync(message, SendOptions.defaults());
            pipeline.sendAsync(message, SendOptions.defaults());
        }
        pipeline.sendAsync(text("request"), SendOptions.defaults(), Map.of("CORRELATION_ID", "2"));
        pipeline.sendOneWay(text("one-way"), SendOptions.defaults());
        pipeline.sendAll(List.of(), SendOptions.defaults());

        assertThat(open).hasSize(2 * messages.size() + 2);
        assertThat(fixture.remoting.requests)
                .hasSize(2 * messages.size() + 3)
                .extracting(request -> request.command().code())
                .containsOnly(SINGLE, REPLY);
    }

    @Test
    @Defect("K10")
    void topicsAreNotMixed() {
        send("slow");
        pipeline.sendAsync(Message.to("other").text("slow").build(), SendOptions.defaults());
        for (int i = 0; i < 3; i++) {
            send("mine");
            pipeline.sendAsync(Message.to("other").text("other").build(), SendOptions.defaults());
        }

        fixture.timer.advance(AutoBatchLane.HOLD);

        assertThat(codes()).containsExactly(SINGLE, SINGLE, BATCH, BATCH);
        for (ScriptedRequest request : open.subList(2, 4)) {
            String expected = request.ext("b").equals("other") ? "other" : "mine";
            assertThat(BatchedMessage.read(request.command().body())).hasSize(3).allSatisfy(message -> assertThat(
                            new String(message.body()))
                    .isEqualTo(expected));
        }
    }

    @Test
    @Defect("K10")
    void producersOfOneClientGatherApart() {
        SendPipeline other = fixture.pipeline();
        send("mine, slow");
        other.sendAsync(text("other, slow"), SendOptions.defaults());
        send("mine");
        CompletableFuture<SendReceipt> waiting =
                other.sendAsync(text("other"), SendOptions.defaults()).toCompletableFuture();
        send("mine");

        store(open.get(1));

        assertThat(codes()).containsExactly(SINGLE, SINGLE, SINGLE);
        assertThat(bodies(open.get(2))).containsExactly("other");
        store(open.get(2));
        assertThat(waiting).isCompleted();
        store(open.get(0));
        assertThat(bodies(open.get(3))).containsExactly("mine", "mine");
    }

    @Test
    @Defect("K31")
    void eachMessageHoldsItsOwnRoomUntilItsEnd() {
        send("12345");
        send("123456");
        send("1234567");
        assertThat(fixture.limit.messages()).isEqualTo(3);
        assertThat(fixture.limit.bytes()).isEqualTo(18);

        store(open.get(0));
        assertThat(fixture.limit.messages()).isEqualTo(2);
        assertThat(fixture.limit.bytes()).isEqualTo(13);

        store(open.get(1));
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.limit.bytes()).isZero();
    }

    @Test
    void aRefusedBatchIsRefusedForEachOfItsMessages() {
        List<CompletableFuture<SendReceipt>> stages = batchOf(3);

        open.get(1).answer(ResponseCode.MESSAGE_ILLEGAL, "no");

        assertThat(stages)
                .allSatisfy(stage -> assertThat(SendFixture.failureOf(stage)).isInstanceOf(RefusedException.class));
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    @Defect("K31")
    void anUnansweredBatchIsUncertainForEachMessageUnderItsOwnKey() {
        pipeline = fixture.config(batching(SendFixture.config(0))).pipeline();
        List<CompletableFuture<SendReceipt>> stages = batchOf(3);
        List<String> keys = BatchedMessage.read(open.get(1).command().body()).stream()
                .map(sent -> sent.properties().get("UNIQ_KEY"))
                .toList();

        open.get(1).fail(CallFailure.Kind.CONNECTION_LOST, true);

        assertThat(stages)
                .extracting(stage -> ((UncertainException) SendFixture.failureOf(stage)).messageId())
                .isEqualTo(keys);
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void aBatchIsRepeatedOnAnotherBrokerWithTheSameBytes() {
        List<CompletableFuture<SendReceipt>> stages = batchOf(3);

        open.get(1).answer(ResponseCode.SERVICE_NOT_AVAILABLE, "stopping");
        store(open.get(2));

        assertThat(stages)
                .allSatisfy(stage -> assertThat(stage.join().attempts()).isEqualTo(2));
        assertThat(open.get(2).command().body()).isEqualTo(open.get(1).command().body());
        assertThat(open.get(2).address()).isNotEqualTo(open.get(1).address());
    }

    @Test
    void messagesWithOtherDeadlinesDoNotShareThem() {
        send("slow");
        Deadlines deadlines = new Deadlines();
        deadlines.send(Duration.ofSeconds(3));
        deadlines.send(Duration.ofMillis(3050));
        deadlines.send(Duration.ofSeconds(5));
        deadlines.send(Duration.ofMillis(15));
        fixture.timer.advance(AutoBatchLane.HOLD);

        assertThat(codes()).containsExactly(SINGLE, BATCH, SINGLE, SINGLE);
        assertThat(open.subList(1, 4))
                .extracting(request -> Duration.ofNanos(request.call().deadlineNanos() - deadlines.startNanos))
                .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMillis(15));
    }

    private final class Deadlines {

        private final long startNanos = fixture.ticker.nanos();

        void send(Duration timeout) {
            pipeline.sendAsync(text("m"), SendOptions.defaults().withTimeout(timeout));
        }
    }

    @Test
    void eachStageCompletesWhereItsOwnCallSays() {
        List<String> places = new CopyOnWriteArrayList<>();
        send("slow");
        for (String place : List.of("x", "y", "x")) {
            CompletionDispatcher dispatcher = (completion, fallback) -> {
                places.add(place);
                completion.run();
            };
            pipeline.sendAsync(text("m"), SendOptions.defaults().withCompletions(dispatcher));
        }

        store(open.get(0));
        store(open.get(1));

        assertThat(places).containsExactly("x", "y", "x");
    }

    @Test
    void aCallerWhoIsInterruptedBeforeItsBatchLeavesTakesItsMessageAlong() {
        send("slow");
        Waiting waiting = new Waiting("left");
        CompletableFuture<SendReceipt> stays = send("stays");

        waiting.thread.get().interrupt();
        assertThat(SendFixture.failureOf(waiting.end)).isInstanceOf(NotSentException.class);
        store(open.get(0));

        assertThat(codes()).containsExactly(SINGLE, SINGLE);
        assertThat(open.get(1).command().body()).isEqualTo("stays".getBytes());
        store(open.get(1));
        assertThat(stays).isCompleted();
        assertThat(fixture.limit.messages()).isZero();
        send("next");
        assertThat(open).hasSize(3);
    }

    @Test
    void aCallerWhoIsInterruptedAfterwardsLearnsThatItIsUncertain() {
        send("slow");
        Waiting waiting = new Waiting("left");
        CompletableFuture<SendReceipt> stays = send("stays");
        store(open.get(0));

        waiting.thread.get().interrupt();
        assertThat(SendFixture.failureOf(waiting.end)).isInstanceOf(UncertainException.class);
        assertThat(fixture.limit.messages()).isEqualTo(2);
        store(open.get(1));

        assertThat(stays).isCompleted();
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void synchronousAndAsynchronousSendsTravelTogether() {
        send("slow");
        Waiting waiting = new Waiting("sync");
        CompletableFuture<SendReceipt> async = send("async");

        store(open.get(0));
        assertThat(sizes()).containsExactly(2);
        store(open.get(1));

        assertThat(waiting.end.join().queueOffset()).isEqualTo(42);
        assertThat(async.join().queueOffset()).isEqualTo(43);
    }

    @Test
    @Defect({"K10", "K17"})
    void whatHasGatheredWhenTheClientStopsIsStillSent() {
        send("slow");
        List<CompletableFuture<SendReceipt>> gathered = List.of(send("one"), send("two"));

        fixture.gate.close();
        assertThat(SendFixture.failureOf(send("late"))).isInstanceOf(NotSentException.class);
        fixture.timer.advance(AutoBatchLane.HOLD);
        open.forEach(AutoBatchTest::store);

        assertThat(gathered).allSatisfy(stage -> assertThat(stage).isCompleted());
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 0})
    @Defect("K31")
    void inRandomSequencesNothingIsLostNothingIsSentTwiceAndTheOrderIsKept(long fixed) {
        long seed = fixed == 0 ? System.nanoTime() : fixed;
        Random random = new Random(seed);
        List<CompletableFuture<SendReceipt>> stages = new ArrayList<>();
        List<ScriptedRequest> unanswered = new ArrayList<>();
        fixture.remoting.react(unanswered::add);
        fixture.routes.route(SendFixture.TOPIC, 1, "a");

        for (int step = 0; step < 3000; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    if (fixture.limit.messages() < 90) {
                        byte[] body = (stages.size() + ":" + "x".repeat(random.nextInt(2500))).getBytes();
                        stages.add(pipeline.sendAsync(Message.of(SendFixture.TOPIC, body), SendOptions.defaults())
                                .toCompletableFuture());
                    }
                }
                case 4, 5, 6 -> {
                    if (!unanswered.isEmpty()) {
                        store(unanswered.remove(random.nextInt(unanswered.size())));
                    }
                }
                default -> fixture.timer.advance(Duration.ofMillis(random.nextInt(8)));
            }
        }
        fixture.timer.advance(AutoBatchLane.HOLD);
        while (!unanswered.isEmpty()) {
            store(unanswered.remove(0));
        }

        List<Integer> sent = fixture.remoting.requests.stream()
                .flatMap(request -> bodies(request).stream())
                .map(body -> Integer.parseInt(body.substring(0, body.indexOf(':'))))
                .toList();
        assertThat(sent)
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        IntStream.range(0, stages.size()).boxed().toList());
        assertThat(stages).as("seed %d", seed).allSatisfy(stage -> assertThat(stage)
                .isCompleted());
        assertThat(stages.stream().map(stage -> stage.join().messageId())).doesNotHaveDuplicates();
        assertThat(fixture.remoting.requests.size()).isLessThan(stages.size());
        assertThat(fixture.limit.messages()).as("seed %d", seed).isZero();
        assertThat(fixture.limit.bytes()).as("seed %d", seed).isZero();
    }

    // ---- helpers ----

    private List<CompletableFuture<SendReceipt>> batchOf(int count) {
        send("first");
        List<CompletableFuture<SendReceipt>> stages =
                IntStream.range(0, count).mapToObj(i -> send("m" + i)).toList();
        store(open.get(0));
        return stages;
    }

    private CompletableFuture<SendReceipt> send(String body) {
        return pipeline.sendAsync(text(body), SendOptions.defaults()).toCompletableFuture();
    }

    private List<Integer> codes() {
        return open.stream().map(request -> request.command().code()).toList();
    }

    private List<Integer> sizes() {
        return open.stream()
                .filter(request -> request.command().code() == BATCH)
                .map(request -> bodies(request).size())
                .toList();
    }

    private static List<String> bodies(ScriptedRequest request) {
        byte[] body = request.command().body();
        return request.command().code() == BATCH
                ? BatchedMessage.read(body).stream()
                        .map(message -> new String(message.body()))
                        .toList()
                : List.of(new String(body));
    }

    private static void store(ScriptedRequest request) {
        request.call().answered(ScriptedFrame.stored(0, 0, 42));
    }

    private static Message text(String body) {
        return Message.to(SendFixture.TOPIC).text(body).build();
    }

    private static Message withOptions(MessageOptions options) {
        return Message.to(SendFixture.TOPIC).text("o").options(options).build();
    }

    static ProducerConfig batching(ProducerConfig config) {
        return ProducerConfigs.like(config).with(new FlowConfig(true, true)).build();
    }

    /** A synchronous send in a thread of its own, started once its message has its room. */
    private final class Waiting {

        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private final CompletableFuture<SendReceipt> end;

        Waiting(String body) {
            int before = fixture.limit.messages();
            end = SendFixture.inThread(() -> {
                thread.set(Thread.currentThread());
                return pipeline.send(text(body), SendOptions.defaults());
            });
            while (fixture.limit.messages() == before || thread.get().getState() != Thread.State.WAITING) {
                Thread.yield();
            }
        }
    }
}
