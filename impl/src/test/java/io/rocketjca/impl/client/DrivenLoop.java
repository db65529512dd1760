package io.rocketjca.impl.client;

import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import io.rocketjca.impl.time.WallClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time of an event loop, moved by the test's thread: tasks run on the loop, and the test waits for each. */
final class DrivenLoop implements Timer {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer tasks = new ManualTimer(ticker);
    private final Timer loop;

    /**
     * @param loop runs tasks on the event loop, in real time
     */
    DrivenLoop(Timer loop) {
        this.loop = loop;
    }

    TimeSource time() {
        return new TimeSource(ticker, WallClock.system(), this);
    }

    /** Moves time, and runs what is due meanwhile. */
    void pass(Duration time) {
        tasks.advance(time);
    }

    @Override
    public Scheduled once(Duration delay, Runnable task) {
        return tasks.once(delay, onLoop(task));
    }

    @Override
    public Scheduled every(Duration firstDelay, Duration period, Runnable task) {
        return tasks.every(firstDelay, period, onLoop(task));
    }

    private Runnable onLoop(Runnable task) {
        return () -> {
            CountDownLatch ran = new CountDownLatch(1);
            loop.once(Duration.ZERO, () -> {
                try {
                    task.run();
                } finally {
                    ran.countDown();
                }
            });
            try {
                if (!ran.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("The event loop does not run its tasks");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
    }
}
