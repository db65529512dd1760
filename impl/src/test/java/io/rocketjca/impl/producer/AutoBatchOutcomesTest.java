package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each message that was sent by itself and travelled with others. */
class AutoBatchOutcomesTest extends AutoBatchedSends {

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
        open.forEach(AutoBatchedSends::store);

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
