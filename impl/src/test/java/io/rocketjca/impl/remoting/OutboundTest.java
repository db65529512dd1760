package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.fake.FakeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that come one by one are written by their callers, all others by the loop, and each once and in order. */
@Timeout(60)
class OutboundTest {

    private static final int LITTLE_ROOM = 600;
    private static final Duration QUIET = Duration.ofNanos(Outbound.QUIET_NANOS);

    private RemotingRig rig;
    private final CountDownLatch loopFree = new CountDownLatch(1);
    private NettyConnection connection;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Epoll.isAvailable());
        connect(RemotingRig.CONFIG);
    }

    @AfterEach
    void close() {
        loopFree.countDown();
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void aFrameThatComesAloneIsWrittenByItsCaller() throws Exception {
        blockLoop();
        for (int i = 1; i <= 3; i++) {
            rig.ticker.advance(QUIET);
            connection.sendOneWay(rig.newCall("n" + i));
            rig.broker.awaitRequests(RemotingRig.ECHO, i);
        }
        rig.ticker.advance(QUIET);
        rig.call(connection, "call");
        rig.broker.awaitRequests(RemotingRig.ECHO, 4);
    }

    @Test
    void aFrameWhileAnAnswerIsAwaitedIsLeftToTheLoop() throws Exception {
        connectAnewWithLittleRoom();
        blockLoop();
        rig.ticker.advance(QUIET);
        rig.call(connection, "awaited");
        rig.broker.awaitRequests(RemotingRig.ECHO, 1);
        rig.ticker.advance(QUIET);
        assertThat(somethingIsLeft()).isFalse();
        connection.sendOneWay(large("next"));
        assertThat(somethingIsLeft()).isTrue();
    }

    @Test
    void theSecondFrameThatFollowsAnotherSoonIsLeftToTheLoop() throws Exception {
        connectAnewWithLittleRoom();
        blockLoop();
        for (int i = 0; i < 2; i++) {
            rig.ticker.advance(QUIET);
            connection.sendOneWay(large("alone"));
            assertThat(somethingIsLeft()).isFalse();
            rig.ticker.advance(QUIET.minusNanos(1));
            connection.sendOneWay(large("late"));
            assertThat(somethingIsLeft()).isFalse();
        }
        rig.ticker.advance(QUIET.minusNanos(1));
        connection.sendOneWay(large("soon"));
        assertThat(somethingIsLeft()).isTrue();
    }

    @Test
    void afterATurnWithSeveralFramesTheNextIsLeftToTheLoop() throws Exception {
        connectAnewWithLittleRoom();
        sendTogether(3).awaitAnswer();
        blockLoop();
        rig.ticker.advance(QUIET);
        assertThat(somethingIsLeft()).isFalse();
        connection.call(large("next"));
        assertThat(somethingIsLeft()).isTrue();
    }

    @Test
    void afterATurnWithOneFrameCallersWriteAgain() throws Exception {
        sendTogether(3).awaitAnswer();
        rig.call(connection, "one").awaitAnswer();
        rig.ticker.advance(QUIET);
        blockLoop();
        rig.call(connection, "next");
        rig.broker.awaitRequests(RemotingRig.ECHO, 5);
    }

    @Test
    void aPeerThatReadsNothingGetsEveryFrameOnceAndInOrderLater() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        rig.broker.on(RemotingRig.ECHO, request -> {
            awaitQuietly(reading);
            return FakeReply.success();
        });
        List<RecordedCall> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rig.ticker.advance(QUIET);
            RecordedCall call = rig.newCall("n" + i, new byte[90 << 10], Duration.ofSeconds(3));
            calls.add(call);
            assertThat(connection.sendOneWay(call)).isNull();
        }
        reading.countDown();
        rig.broker.awaitRequests(RemotingRig.ECHO, calls.size());
        assertThat(rig.broker.requests(RemotingRig.ECHO))
                .extracting(request -> request.ext("id"))
                .containsExactlyElementsOf(calls.stream().map(RecordedCall::id).toList());
    }

    @Test
    void framesOfManyThreadsArriveOnceAndInEachThreadsOrderHoweverFastTheyCome() throws Exception {
        long seed = System.nanoTime();
        int threads = 4;
        int frames = 500;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<RecordedCall>>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + "-";
                Random random = new Random(seed + thread);
                all.add(callers.submit(() -> callAtRandom(name, frames, random)));
            }
            for (Future<List<RecordedCall>> calls : all) {
                for (RecordedCall call : calls.get(40, TimeUnit.SECONDS)) {
                    assertThat(call.awaitAnswer().extFields())
                            .as("seed %d", seed)
                            .containsEntry("id", call.id());
                }
            }
        } finally {
            callers.shutdownNow();
        }
        List<FakeFrame> arrived = rig.broker.requests(RemotingRig.ECHO);
        for (int thread = 0; thread < threads; thread++) {
            String name = "t" + thread + "-";
            assertThat(arrived.stream().map(request -> request.ext("id")).filter(id -> id.startsWith(name)))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(IntStream.rangeClosed(0, frames)
                            .mapToObj(i -> name + i)
                            .toList());
        }
    }

    private List<RecordedCall> callAtRandom(String name, int frames, Random random) throws Exception {
        List<RecordedCall> answered = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            if (random.nextInt(3) > 0) {
                rig.ticker.advance(QUIET);
            }
            RecordedCall call = rig.newCall(name + i, new byte[random.nextInt(2000)], Duration.ofSeconds(3));
            if (random.nextBoolean()) {
                assertThat(connection.sendOneWay(call)).isNull();
                continue;
            }
            answered.add(call);
            connection.call(call);
            if (random.nextInt(4) == 0) {
                call.await();
            }
        }
        RecordedCall last = rig.call(connection, name + frames);
        answered.add(last);
        last.await();
        return answered;
    }

    /** Has the loop find several frames at once: all but the first. */
    private RecordedCall sendTogether(int count) throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        rig.loops.loop().execute(() -> awaitQuietly(together));
        RecordedCall last = null;
        for (int i = 0; i < count; i++) {
            last = rig.call(connection, "together" + i);
        }
        together.countDown();
        return last;
    }

    private void blockLoop() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        rig.loops.loop().execute(() -> {
            blocked.countDown();
            awaitQuietly(loopFree);
        });
        blocked.await();
    }

    private void connect(RemotingConfig config) throws Exception {
        rig = new RemotingRig(config, Epoll.isAvailable());
        connection = rig.connect();
        rig.broker.awaitConnections(1);
    }

    private void connectAnewWithLittleRoom() throws Exception {
        rig.close();
        connect(new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1 << 12, LITTLE_ROOM));
    }

    /** With little room, a large frame that is not written leaves none. */
    private RecordedCall large(String id) {
        return rig.newCall(id, new byte[2 * LITTLE_ROOM], Duration.ofSeconds(3));
    }

    private boolean somethingIsLeft() throws InterruptedException {
        return !connection.awaitRoom(rig.ticker.nanos());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
