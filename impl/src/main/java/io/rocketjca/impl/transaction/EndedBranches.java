package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the last branches ended, so that a transaction manager that asks twice hears the same twice. */
final class EndedBranches {

    /** A transaction manager asks again within seconds. */
    static final int MAX_REMEMBERED = 10_000;

    /** How a branch ended. */
    enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        /** Rolled back, as its transaction's time was over. */
        TIMED_OUT
    }

    private final Map<BranchId, Outcome> outcomes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BranchId, Outcome> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private long committed;
    private long rolledBack;

    void add(BranchId id, Outcome outcome) {
        synchronized (outcomes) {
            boolean news = outcomes.put(id, outcome) == null;
            if (news && outcome == Outcome.COMMITTED) {
                committed++;
            } else if (news) {
                rolledBack++;
            }
        }
    }

    /** How many were committed so far. */
    long committed() {
        synchronized (outcomes) {
            return committed;
        }
    }

    /** How many were rolled back so far. */
    long rolledBack() {
        synchronized (outcomes) {
            return rolledBack;
        }
    }

    /** How a branch ended, or {@code null} if nothing is known of it. */
    Outcome find(BranchId id) {
        synchronized (outcomes) {
            return outcomes.get(id);
        }
    }
}
