package io.rocketjca.impl.remoting;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.fake.FakeFrame;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that are far ahead of a loop which does something else. */
@Timeout(60)
class BacklogTest {

    private static final int FRAME_BYTES = 16 << 10;

    private final RemotingRig rig = new RemotingRig();
    private final CountDownLatch frozen = new CountDownLatch(1);
    private NettyConnection connection;

    @BeforeEach
    void connectAndFreezeTheLoop() throws Exception {
        connection = rig.connect();
        rig.broker.awaitConnections(1);
        rig.loops.loop().execute(() -> {
            try {
                frozen.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void close() {
        frozen.countDown();
        rig.close();
    }

    @Test
    void aCallerGoesOnAsLongAsLittleIsPending() {
        append(Backlog.LARGE_BYTES / FRAME_BYTES / 2);
        connection.keepPace();
        assertThat(frozen.getCount()).isOne();
    }

    @Test
    void aCallerThatIsFarAheadPausesUntilTheLoopHasWritten() throws Exception {
        append(Backlog.LARGE_BYTES / FRAME_BYTES + 1);
        Thread caller = pausing();
        frozen.countDown();
        caller.join();
        rig.settle();
        connection.keepPace(); // nothing is left to wait for
        rig.broker.awaitRequests(RemotingRig.ECHO, Backlog.LARGE_BYTES / FRAME_BYTES + 1);
    }

    @Test
    void thePauseEndsByItselfWhileNothingIsWritten() throws Exception {
        append(Backlog.LARGE_BYTES / FRAME_BYTES + 1);
        Thread caller = pausing();
        rig.ticker.advance(Duration.ofMillis(11));
        caller.join(); // its 10 ms of real time have passed too
        connection.keepPace(); // one pause is enough behind a peer that takes nothing
        append(1);
        connection.keepPace();
    }

    @Test
    void anInterruptEndsThePauseAndStaysNoticeable() throws Exception {
        append(Backlog.LARGE_BYTES / FRAME_BYTES + 1);
        Thread.currentThread().interrupt();
        connection.keepPace();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theLoopItselfNeverPauses() throws Exception {
        append(Backlog.LARGE_BYTES / FRAME_BYTES + 1);
        CountDownLatch done = new CountDownLatch(1);
        rig.loops.loop().execute(() -> {
            append(Backlog.LARGE_BYTES / FRAME_BYTES + 1);
            connection.keepPace();
            done.countDown();
        });
        frozen.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A thread that keeps pace, and waits for it. */
    private Thread pausing() throws InterruptedException {
        Thread caller = new Thread(connection::keepPace, "caller");
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            assertThat(caller.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        return caller;
    }

    private void append(int frames) {
        for (int i = 0; i < frames; i++) {
            FakeFrame oneWay =
                    FakeFrame.request(RemotingRig.ECHO, 0).withFlag(2).withBody(new byte[FRAME_BYTES]);
            assertThat(connection.sendOneWay(new RecordedCall(oneWay, 0))).isNull();
        }
    }
}
