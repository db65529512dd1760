package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the last branches ended, so that a transaction manager that asks twice hears the same twice. */
final class EndedBranches {

    /** A transaction manager asks again within seconds. */
    static final int MAX_REMEMBERED = 10_000;

    private final Map<BranchId, Boolean> outcomes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BranchId, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    void add(BranchId id, boolean committed) {
        synchronized (outcomes) {
            outcomes.put(id, committed);
        }
    }

    /** Whether a branch was committed, or {@code null} if nothing is known of it. */
    Boolean find(BranchId id) {
        synchronized (outcomes) {
            return outcomes.get(id);
        }
    }
}
