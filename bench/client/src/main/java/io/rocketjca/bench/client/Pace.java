package io.rocketjca.bench.client;

import java.util.concurrent.locks.LockSupport;

/** When the next message is due: at once, or at a fixed rate, the schedule of which does not wait for late messages. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;

    private final double intervalNanos;
    private final long firstNanos;
    private long count;

    /**
     * @param perSecond messages per second; 0 for no limit
     */
    Pace(int perSecond) {
        this.intervalNanos = perSecond == 0 ? 0 : (double) SECOND / perSecond;
        this.firstNanos = System.nanoTime();
    }

    /** Sleeps until the next message is due. */
    void await() {
        if (intervalNanos > 0) {
            count++;
            long wait = due() - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(this, wait);
                wait = due() - System.nanoTime();
            }
        }
    }

    /** From when the current message's latency counts: when it was due, or now. */
    long startNanos() {
        return intervalNanos > 0 ? due() : System.nanoTime();
    }

    private long due() {
        return firstNanos + (long) (count * intervalNanos);
    }
}
