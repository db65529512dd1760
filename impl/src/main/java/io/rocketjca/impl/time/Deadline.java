package io.rocketjca.impl.time;

import java.time.Duration;

/**
 * The one absolute moment at which a call must have ended, passed down through everything the call does.
 *
 * @param atNanos the moment on the {@link Ticker}'s scale
 */
public record Deadline(long atNanos) {

    public static Deadline after(Ticker ticker, Duration timeout) {
        return new Deadline(ticker.nanos() + timeout.toNanos());
    }

    /** The time left in nanoseconds; zero or negative once passed. */
    public long remainingNanos(Ticker ticker) {
        return atNanos - ticker.nanos();
    }

    public boolean passed(Ticker ticker) {
        return remainingNanos(ticker) <= 0;
    }

    /** The earlier of this deadline and one that lies {@code timeout} ahead. */
    public Deadline atMost(Ticker ticker, Duration timeout) {
        long other = ticker.nanos() + timeout.toNanos();
        return other - atNanos < 0 ? new Deadline(other) : this;
    }
}
