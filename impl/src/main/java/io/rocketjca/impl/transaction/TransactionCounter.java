package io.rocketjca.impl.transaction;

import java.util.concurrent.atomic.LongAdder;

/** Counts what transaction managers begin and ask for. */
final class TransactionCounter {

    private final LongAdder begun = new LongAdder();
    private final LongAdder scans = new LongAdder();

    void begun() {
        begun.increment();
    }

    void scanned() {
        scans.increment();
    }

    /** How many branches were begun. */
    long branches() {
        return begun.sum();
    }

    /** How often branches in doubt were asked for. */
    long scans() {
        return scans.sum();
    }
}
