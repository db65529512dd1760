package io.rocketjca.impl.time;

import java.time.Duration;

/** Runs short tasks later, on a thread that must not be blocked. A task that throws does not end its repetition. */
public interface Timer {

    Scheduled once(Duration delay, Runnable task);

    Scheduled every(Duration firstDelay, Duration period, Runnable task);

    /** A task that may still run. */
    interface Scheduled {

        /** Prevents further runs; a run under way goes on. */
        void cancel();
    }
}
