package io.rocketjca;

/** How a send stands to the transaction of the calling thread. Without a transaction all are the same. */
public enum TransactionMode {
    /**
     * The message is part of the transaction: consumers see it once that is committed, also if this server or the broker dies in
     * between, and never if it is rolled back. Where the connection factory's pool takes no part in transactions, as {@link
     * #IMMEDIATE}.
     */
    JOIN,
    /**
     * The message is kept in memory and sent after the commit; a rollback drops it. It is lost if this server dies in between,
     * or if it cannot be sent then.
     */
    AFTER_COMMIT,
    /** The message is sent at once, whatever becomes of the transaction. */
    IMMEDIATE
}
