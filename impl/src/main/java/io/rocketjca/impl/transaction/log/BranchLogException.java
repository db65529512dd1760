package io.rocketjca.impl.transaction.log;

/** The branch log could not be opened, or could not keep a branch, which then counts as not written; the text says what to do. */
public final class BranchLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** Another adapter, in this JVM or another, has the directory. */
        IN_USE,
        /** The file is damaged beyond what a crash can do, or written by a newer release. */
        UNREADABLE,
        /** The disk refused to create, write or force; may be over the next time. */
        DISK,
        /** The log was closed. */
        CLOSED
    }

    private final Kind kind;

    BranchLogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return kind;
    }
}
