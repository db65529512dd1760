package io.rocketjca.impl.time;

/** Measures the passing of time; the only source of durations and deadlines. */
@FunctionalInterface
public interface Ticker {

    /** The JVM's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }

    /** Nanoseconds since an arbitrary origin; compare by difference only, as the value may overflow. */
    long nanos();
}
