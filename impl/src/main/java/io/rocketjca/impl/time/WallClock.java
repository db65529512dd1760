package io.rocketjca.impl.time;

/** Tells the date, for what goes into messages; never used to measure a duration. */
@FunctionalInterface
public interface WallClock {

    /** The system's clock. */
    static WallClock system() {
        return System::currentTimeMillis;
    }

    /** Milliseconds since 1970-01-01T00:00Z. */
    long millis();
}
