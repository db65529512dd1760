package io.rocketjca;

/** How the work that belongs to a message ended, as {@link TransactionWork} or a {@link TransactionChecker} tells. */
public enum TransactionOutcome {
    /** Consumers are to see the message. */
    COMMIT,
    /** Nobody is ever to see the message. */
    ROLLBACK,
    /** Not known now; the {@link TransactionChecker} of the group is asked later. */
    UNKNOWN
}
