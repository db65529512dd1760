package io.rocketjca.impl.transaction;

import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of branches. */
final class TransactionCounter {

    private final LongAdder begun = new LongAdder();
    private final LongAdder committed = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();
    private final LongAdder scans = new LongAdder();

    void begun() {
        begun.increment();
    }

    void ended(boolean wasCommitted) {
        (wasCommitted ? committed : rolledBack).increment();
    }

    void scanned() {
        scans.increment();
    }

    /** How often transaction managers have asked for branches in doubt. */
    long scans() {
        return scans.sum();
    }

    TransactionCounts counts(long halfMessages, long checkBacks, boolean logHealthy) {
        return new TransactionCounts(
                begun.sum(), committed.sum(), rolledBack.sum(), halfMessages, checkBacks, scans.sum(), logHealthy);
    }
}
