package io.rocketjca.impl.time;

import java.util.concurrent.TimeUnit;

/**
 * The date, reckoned from a ticker between two looks at the clock: whoever has read the ticker need not read the clock too,
 * which costs as much again. A clock that is set is noticed after 20 ms. For any thread.
 */
public final class ReckonedClock {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final WallClock clock;
    private volatile Look last;

    public ReckonedClock(WallClock clock) {
        this.clock = clock;
    }

    /**
     * Milliseconds since 1970-01-01T00:00Z.
     *
     * @param nowNanos what the ticker says now
     */
    public long millis(long nowNanos) {
        Look look = last;
        if (look == null || nowNanos - look.nanos >= LOOK_NANOS || nowNanos - look.nanos < 0) {
            look = new Look(nowNanos, clock.millis());
            last = look;
        }
        return look.millis + (nowNanos - look.nanos) / 1_000_000;
    }

    private record Look(long nanos, long millis) {}
}
