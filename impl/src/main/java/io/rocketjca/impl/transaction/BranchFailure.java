package io.rocketjca.impl.transaction;

/** Why a branch cannot do what a transaction manager asks for. */
public final class BranchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of reason; the resource knows the code for each. */
    public enum Kind {
        /** There is no such branch. */
        UNKNOWN,
        /** There is such a branch already. */
        DUPLICATE,
        /** Not in this state. */
        PROTOCOL,
        /** Too many branches. */
        LIMIT,
        /** The branch is rolled back now. */
        ROLLED_BACK,
        /** The branch is rolled back now, because its time was over. */
        TIMED_OUT,
        /** The log failed; asking again may succeed. */
        LOG_FAILED,
        /** The branch was committed by an operator. */
        HEURISTIC_COMMIT,
        /** The branch was rolled back by an operator. */
        HEURISTIC_ROLLBACK,
        /** Nobody knows how some of it ended. */
        HEURISTIC_HAZARD
    }

    private final Kind kind;

    BranchFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    BranchFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
