package io.rocketjca.impl.latency;

import java.util.concurrent.TimeUnit;

/** How long a broker is avoided after an answer that took so long: the classes of RocketMQ's own client, version 5.5. */
final class AvoidanceTable {

    private static final long[] LATENCY_MAX = nanos(50, 100, 550, 1800, 3000, 5000, 15_000);
    private static final long[] NOT_AVAILABLE = nanos(0, 0, 2000, 5000, 6000, 10_000, 30_000);

    /** A failed attempt counts as an answer that took this long. */
    static final long ISOLATION = TimeUnit.SECONDS.toNanos(10);

    /** Answers faster than this have no consequence. */
    static final long HARMLESS = TimeUnit.MILLISECONDS.toNanos(550);

    private AvoidanceTable() {}

    /** The time of avoidance, in nanoseconds, for a latency in nanoseconds: that of the highest class reached. */
    static long avoidance(long latency) {
        for (int i = LATENCY_MAX.length - 1; i >= 0; i--) {
            if (latency >= LATENCY_MAX[i]) {
                return NOT_AVAILABLE[i];
            }
        }
        return 0;
    }

    private static long[] nanos(long... millis) {
        long[] nanos = new long[millis.length];
        for (int i = 0; i < millis.length; i++) {
            nanos[i] = TimeUnit.MILLISECONDS.toNanos(millis[i]);
        }
        return nanos;
    }
}
