package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfigs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What travels together when messages are sent one by one. */
class AutoBatchTest extends AutoBatchedSends {

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

    private static Message withOptions(MessageOptions options) {
        return Message.to(SendFixture.TOPIC).text("o").options(options).build();
    }
}
