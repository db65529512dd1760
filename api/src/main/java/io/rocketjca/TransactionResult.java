package io.rocketjca;

import java.util.Objects;

/**
 * How a message with work of its own ended.
 *
 * @param receipt the receipt of the stored message, which has no place in its queue before it is committed
 * @param state how far its end has come
 * @param failure what the work has thrown, or {@code null}
 */
public record TransactionResult(SendReceipt receipt, State state, Exception failure) {

    /** How far the end of a message has come. */
    public enum State {
        /** Its broker has confirmed that consumers can see it. */
        COMMITTED,
        /** Its broker has confirmed that nobody will ever see it. */
        ROLLED_BACK,
        /**
         * Not ended yet: the work did not know, so the checker is asked; or the broker has not confirmed in time what was decided,
         * which is then finished in the background.
         */
        PENDING
    }

    /**
     * Makes a result.
     *
     * @param receipt the receipt of the stored message
     * @param state how far its end has come
     * @param failure what the work has thrown, or {@code null}
     * @throws NullPointerException if the receipt or the state is missing
     */
    public TransactionResult {
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(state, "state");
    }
}
