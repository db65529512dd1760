package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.OverloadException;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InFlightLimitTest {
    private final Ticker ticker = Ticker.system();

    @Test
    @Row("SND-25")
    void takesUpToBothBoundsAndNoFurther() {
        InFlightLimit limit = new InFlightLimit(2, 100, ticker);

        assertThat(limit.tryAcquire(limit.need(60))).isTrue();
        assertThat(limit.tryAcquire(limit.need(41))).isFalse();
        assertThat(limit.tryAcquire(limit.need(40))).isTrue();
        assertThat(limit.tryAcquire(limit.need(0))).isFalse();

        assertThat(limit.messages()).isEqualTo(2);
        assertThat(limit.bytes()).isEqualTo(100);
    }

    @Test
    @Row("SND-28")
    @Defect("K09")
    void givesBackExactlyWhatWasTaken() {
        InFlightLimit limit = new InFlightLimit(2, 100, ticker);
        limit.tryAcquire(limit.need(60));
        limit.tryAcquire(limit.need(30));

        limit.giveBack(limit.need(60));

        assertThat(limit.messages()).isEqualTo(1);
        assertThat(limit.bytes()).isEqualTo(30);
    }

    @Test
    @Row({"SND-27", "ERR-17"})
    void aMessageCountsWithItsBytesAsSentAndNoRoomForThemIsAnOverload() {
        SendFixture fixture = new SendFixture();
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> {});
        Ticker lateByAnHour = () -> fixture.ticker.nanos() + Duration.ofHours(1).toNanos();
        InFlightLimit narrow = new InFlightLimit(10, 200, lateByAnHour);
        SendPipeline pipeline = fixture.pipeline(narrow);

        pipeline.sendAsync(Message.of(SendFixture.TOPIC, new byte[150]), SendOptions.defaults());
        assertThat(narrow.bytes()).isEqualTo(150);
        assertThat(SendFixture.failureOf(
                        pipeline.sendAsync(Message.of(SendFixture.TOPIC, new byte[51]), SendOptions.defaults())
                                .toCompletableFuture()))
                .isInstanceOf(OverloadException.class)
                .hasMessageContaining("150 of 200 bytes");
        assertThat(narrow.bytes()).isEqualTo(150);

        pipeline.sendAsync(Message.of(SendFixture.TOPIC, new byte[4096]), SendOptions.defaults());
        assertThat(narrow.messages()).as("its compressed body is small").isEqualTo(2);
        assertThat(narrow.bytes()).isBetween(151L, 200L);
    }

    @Test
    void aMessageLargerThanTheBoundTravelsAlone() throws Exception {
        InFlightLimit limit = new InFlightLimit(10, 100, ticker);
        limit.tryAcquire(limit.need(1));
        assertThat(limit.acquire(limit.need(5000), in(1))).isFalse();
        limit.giveBack(limit.need(1));

        assertThat(limit.acquire(limit.need(5000), in(1))).isTrue();
        assertThat(limit.tryAcquire(limit.need(1))).isFalse();

        limit.giveBack(limit.need(5000));
        assertThat(limit.bytes()).isZero();
    }

    @Test
    void worksAtTheLargestBounds() {
        InFlightLimit limit = new InFlightLimit((1 << 23) - 1, 1L << 39, ticker);

        assertThat(limit.tryAcquire(limit.need(Integer.MAX_VALUE))).isTrue();
        assertThat(limit.tryAcquire(limit.need(Integer.MAX_VALUE))).isTrue();

        assertThat(limit.messages()).isEqualTo(2);
        assertThat(limit.bytes()).isEqualTo(2L * Integer.MAX_VALUE);
    }

    @Test
    void refusesBoundsThatItCannotCount() {
        assertThatThrownBy(() -> new InFlightLimit(0, 1, ticker)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InFlightLimit(1, 0, ticker)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InFlightLimit(1 << 23, 1, ticker)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InFlightLimit(1, (1L << 39) + 1, ticker))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesUpAtTheDeadlineAndLeavesTheLine() throws Exception {
        InFlightLimit limit = new InFlightLimit(1, 100, ticker);
        limit.tryAcquire(limit.need(1));

        assertThat(limit.acquire(limit.need(1), in(5))).isFalse();

        limit.giveBack(limit.need(1));
        assertThat(limit.tryAcquire(limit.need(1))).isTrue();
    }

    @Test
    void anInterruptedCallerTakesNothing() {
        InFlightLimit limit = new InFlightLimit(1, 100, ticker);
        limit.tryAcquire(limit.need(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limit.acquire(limit.need(1), in(10_000))).isInstanceOf(InterruptedException.class);

        limit.giveBack(limit.need(1));
        assertThat(limit.messages()).isZero();
        assertThat(limit.tryAcquire(limit.need(1))).isTrue();
    }

    @Test
    void blockedCallersAreLetInOnlyAtTheLowWaterMark() throws Exception {
        InFlightLimit limit = new InFlightLimit(8, 1 << 20, ticker);
        for (int i = 0; i < 8; i++) {
            limit.tryAcquire(limit.need(1));
        }
        CompletableFuture<Boolean> blocked = inThread(limit, 1);
        awaitLine(limit);

        limit.giveBack(limit.need(1));
        assertThat(limit.messages()).isEqualTo(7);
        assertThat(limit.tryAcquire(limit.need(1)))
                .as("a newcomer overtakes the line")
                .isFalse();
        limit.giveBack(limit.need(1));

        assertThat(blocked.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(limit.messages()).isEqualTo(7);
    }

    @Test
    void smallMessagesDoNotStarveALargeOne() throws Exception {
        InFlightLimit limit = new InFlightLimit(100, 100, ticker);
        limit.tryAcquire(limit.need(50));
        limit.tryAcquire(limit.need(30));
        CompletableFuture<Boolean> large = inThread(limit, 90);
        awaitLine(limit);

        limit.giveBack(limit.need(50));
        assertThat(limit.tryAcquire(limit.need(1))).isFalse();
        limit.giveBack(limit.need(30));

        assertThat(large.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(limit.bytes()).isEqualTo(90);
    }

    @Test
    void awaitsEmptiness() throws Exception {
        InFlightLimit limit = new InFlightLimit(2, 100, ticker);
        limit.tryAcquire(limit.need(1));
        assertThat(limit.awaitEmpty(in(5))).isFalse();
        CompletableFuture<Boolean> emptied =
                CompletableFuture.supplyAsync(() -> uninterrupted(() -> limit.awaitEmpty(in(10_000))));

        limit.giveBack(limit.need(1));

        assertThat(emptied.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Row("SND-28")
    @Defect("K09")
    void anyRandomSequenceKeepsTheBoundsAndEndsAtZero() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int maxMessages = 1 + random.nextInt(10);
            long maxBytes = 1 + random.nextInt(200);
            InFlightLimit limit = new InFlightLimit(maxMessages, maxBytes, ticker);
            List<Integer> held = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                if (random.nextBoolean() && !held.isEmpty()) {
                    limit.giveBack(limit.need(held.remove(random.nextInt(held.size()))));
                } else {
                    takeAndCompare(limit, held, random.nextInt(300), maxMessages, maxBytes, seed);
                }
            }
            held.forEach(bytes -> limit.giveBack(limit.need(bytes)));
            assertThat(limit.messages() + limit.bytes()).as("seed %d", seed).isZero();
        }
    }

    /** The naive twin: a list of what is held. */
    private static void takeAndCompare(
            InFlightLimit limit, List<Integer> held, int bytes, int maxMessages, long maxBytes, long seed) {
        long heldBytes =
                held.stream().mapToLong(each -> Math.min(each, maxBytes)).sum();
        boolean fits = held.size() < maxMessages && heldBytes + Math.min(bytes, maxBytes) <= maxBytes;
        assertThat(limit.tryAcquire(limit.need(bytes))).as("seed %d", seed).isEqualTo(fits);
        if (fits) {
            held.add(bytes);
        }
    }

    @Test
    void manyThreadsNeverExceedTheBoundsAndNoneIsForgotten() throws Exception {
        InFlightLimit limit = new InFlightLimit(5, 500, ticker);
        AtomicInteger messages = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        AtomicInteger excess = new AtomicInteger();
        long seed = System.nanoTime();
        List<CompletableFuture<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            Random random = new Random(seed + t);
            threads.add(started(() -> {
                boolean all = true;
                for (int i = 0; i < 300; i++) {
                    int size = random.nextInt(600);
                    all &= limit.acquire(limit.need(size), in(20_000));
                    int counted = Math.min(size, 500);
                    if (messages.incrementAndGet() > 5 || bytes.addAndGet(counted) > 500) {
                        excess.incrementAndGet();
                    }
                    Thread.yield();
                    bytes.addAndGet(-counted);
                    messages.decrementAndGet();
                    limit.giveBack(limit.need(size));
                }
                return all;
            }));
        }
        for (CompletableFuture<Boolean> thread : threads) {
            assertThat(thread.get(20, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
        }
        assertThat(excess).as("seed %d", seed).hasValue(0);
        assertThat(limit.messages() + limit.bytes()).as("seed %d", seed).isZero();
    }

    @Test
    @Row("SND-28")
    @Defect("K09")
    void callersThatGiveUpLoseNoRoom() throws Exception {
        InFlightLimit limit = new InFlightLimit(2, 100, ticker);
        long seed = System.nanoTime();
        List<CompletableFuture<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Random random = new Random(seed + t);
            threads.add(started(() -> {
                for (int i = 0; i < 200; i++) {
                    int size = random.nextInt(100);
                    if (limit.acquire(limit.need(size), new Deadline(ticker.nanos() + random.nextInt(200_000)))) {
                        Thread.yield();
                        limit.giveBack(limit.need(size));
                    }
                }
                return true;
            }));
        }
        for (CompletableFuture<Boolean> thread : threads) {
            thread.get(20, TimeUnit.SECONDS);
        }
        assertThat(limit.tryAcquire(limit.need(100))).as("seed %d", seed).isTrue();
        limit.giveBack(limit.need(100));
        assertThat(limit.messages() + limit.bytes()).as("seed %d", seed).isZero();
    }

    private CompletableFuture<Boolean> inThread(InFlightLimit limit, int bytes) {
        return started(() -> limit.acquire(limit.need(bytes), in(20_000)));
    }

    /** Waits until some caller stands in line. */
    private static void awaitLine(InFlightLimit limit) {
        while (!limit.crowded()) {
            Thread.onSpinWait();
        }
    }

    private Deadline in(int millis) {
        return Deadline.after(ticker, Duration.ofMillis(millis));
    }

    private static CompletableFuture<Boolean> started(Interruptible work) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                done.complete(work.run());
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static boolean uninterrupted(Interruptible work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @FunctionalInterface
    private interface Interruptible {
        boolean run() throws InterruptedException;
    }
}
