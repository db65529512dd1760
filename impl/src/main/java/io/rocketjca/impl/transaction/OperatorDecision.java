package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchState;

/**
 * What an operator decided about a branch, or that nobody knows how some of it ended. Nobody acts on it while it is being
 * written. Guarded by the lock of its branch.
 */
final class OperatorDecision {

    private BranchState outcome;
    private boolean beingWritten;

    /**
     * @param outcome what an earlier run has left, or {@code null}
     */
    OperatorDecision(BranchState outcome) {
        this.outcome = outcome;
    }

    /** {@code null} if there is none. */
    BranchState outcome() {
        return outcome;
    }

    boolean beingWritten() {
        return beingWritten;
    }

    /** Nobody hears of it before {@link #written}. */
    void write(BranchState newOutcome) {
        outcome = newOutcome;
        beingWritten = true;
    }

    /** It is on disk; or it could not be written, and is none. */
    void written(boolean durable) {
        beingWritten = false;
        if (!durable) {
            outcome = null;
        }
    }

    /** Holds from now on, whatever was before; {@code null} for none. */
    void set(BranchState newOutcome) {
        outcome = newOutcome;
    }

    /** Whether it holds, and is this one. */
    boolean is(BranchState wanted) {
        return !beingWritten && outcome == wanted;
    }
}
