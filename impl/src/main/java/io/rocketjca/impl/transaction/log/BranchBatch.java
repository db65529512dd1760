package io.rocketjca.impl.transaction.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;

/** Changes that reach the disk together, and the callers that wait for it. Guarded by the lock of {@link GroupCommit}. */
final class BranchBatch {

    /** Stands for the record of a branch that is forgotten. */
    static final byte[] FORGOTTEN = {};

    private final Map<BranchId, byte[]> records = new LinkedHashMap<>();
    private final Condition turn;
    private boolean done;
    private Throwable failure;

    /** @param turn signalled when the batch is done, or when one of its callers must write it */
    BranchBatch(Condition turn) {
        this.turn = turn;
    }

    void put(BranchId id, byte[] branch) {
        records.put(id, branch);
    }

    boolean contains(BranchId id) {
        return records.containsKey(id);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    Map<BranchId, byte[]> records() {
        return records;
    }

    boolean isDone() {
        return done;
    }

    /** Why it is not on disk, or null. */
    Throwable failure() {
        return failure;
    }

    void awaitTurn() {
        turn.awaitUninterruptibly();
    }

    void giveTurn() {
        turn.signal();
    }

    void finish(Throwable newFailure) {
        done = true;
        failure = newFailure;
        turn.signalAll();
    }
}
