package io.rocketjca.impl.protocol;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** What a few threads at a time need and use again, as making it anew costs more than using it. Thread-safe; belongs to its owner. */
final class Kept<T> {

    /** Threads that work at the same time without making anything. */
    static final int MAX_KEPT = 4;

    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(MAX_KEPT);

    /** One that was given back, now the caller's alone; {@code null} if there is none. */
    T take() {
        for (int i = 0; i < MAX_KEPT; i++) {
            T one = kept.getAndSet(i, null);
            if (one != null) {
                return one;
            }
        }
        return null;
    }

    /** Keeps one; returns {@code false} if enough are kept. */
    boolean giveBack(T one) {
        for (int i = 0; i < MAX_KEPT; i++) {
            if (kept.compareAndSet(i, null, one)) {
                return true;
            }
        }
        return false;
    }
}
