package io.rocketjca;

/**
 * How safely a broker stored a message. In all cases the message is on the master broker: sending it again duplicates it.
 *
 * <p>The names but the last are the broker's own; the numbers behind them are the response codes 0, 10, 12 and 11 of the
 * remoting protocol.
 */
public enum SendStatus {
    /** Stored as the broker is configured to store. */
    SEND_OK,
    /** Stored in memory, but not flushed to disk in time. */
    FLUSH_DISK_TIMEOUT,
    /** Stored on the master, but not replicated to a slave in time. */
    FLUSH_SLAVE_TIMEOUT,
    /** Stored on the master, but there is no slave to replicate to. */
    SLAVE_NOT_AVAILABLE,
    /** Stored safely as part of a transaction: consumers see the message once that is committed, and never if it is rolled back. */
    PENDING_COMMIT
}
