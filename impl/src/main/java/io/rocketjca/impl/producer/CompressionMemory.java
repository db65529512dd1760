package io.rocketjca.impl.producer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Remembers whether the bodies of one topic shrink. While they do not, most are sent as they are without trying: after a
 * few in vain, after each further one twice as many, up to a bound. Thread-safe; threads that meet here at worst try once too often.
 */
final class CompressionMemory {

    /** So that a topic whose bodies begin to shrink is noticed soon. */
    static final int MAX_SKIPPED = 64;

    /** So many in vain in a row mean nothing yet. */
    private static final int FREE_TRIES = 3;

    /** How many bodies are still to be skipped. */
    private final AtomicInteger left = new AtomicInteger();

    /** How many in a row did not shrink; counted as far as it matters. */
    private volatile int inVain;

    /** Whether to try the next body; if not, it counts as skipped. */
    boolean worthTrying() {
        return left.get() <= 0 || left.getAndDecrement() <= 0;
    }

    void shrank() {
        if (inVain != 0) {
            inVain = 0;
        }
    }

    void triedInVain() {
        int count = Math.min(inVain + 1, MAX_SKIPPED);
        inVain = count;
        if (count > FREE_TRIES) {
            left.set(Math.min(MAX_SKIPPED, 1 << Math.min(count - FREE_TRIES - 1, Integer.SIZE - 2)));
        }
    }
}
