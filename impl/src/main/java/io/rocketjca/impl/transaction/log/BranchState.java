package io.rocketjca.impl.transaction.log;

/** What the log says of a branch; branches that are neither prepared nor being finished are not in it. */
public enum BranchState {
    /** Voted yes; the transaction manager decides. */
    PREPARED(1),
    /** Decided: must be committed, however often the process dies. */
    COMMITTING(2),
    /** An operator committed it; remembered until the transaction manager forgets it. */
    HEURISTIC_COMMIT(3),
    /** An operator rolled it back; remembered until the transaction manager forgets it. */
    HEURISTIC_ROLLBACK(4),
    /** It may have been committed in part; remembered until the transaction manager forgets it. */
    HEURISTIC_HAZARD(5);

    private final byte code;

    BranchState(int code) {
        this.code = (byte) code;
    }

    /** How the state is written; never changes its meaning. */
    byte code() {
        return code;
    }

    static BranchState ofCode(byte code) {
        for (BranchState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no branch state has the code " + code);
    }
}
