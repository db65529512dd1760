package io.rocketjca.itests.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another process, which cannot tell this one. */
final class Eventually {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private Eventually() {}

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Did not happen within " + LONGEST);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
