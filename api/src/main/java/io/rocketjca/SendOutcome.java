package io.rocketjca;

import java.util.Objects;

/** How one message of a {@link MessageSender#sendAll} ended. Immutable. */
public sealed interface SendOutcome {

    /**
     * Returns the receipt, for callers who can go on only with a stored message.
     *
     * @return the receipt
     * @throws MessagingException the very exception of a message that has no receipt
     */
    SendReceipt orElseThrow();

    /**
     * A broker stored the message.
     *
     * @param receipt the receipt of this message
     */
    record Stored(SendReceipt receipt) implements SendOutcome {

        /**
         * Checks that there is a receipt.
         *
         * @param receipt the receipt
         */
        public Stored {
            Objects.requireNonNull(receipt, "receipt");
        }

        @Override
        public SendReceipt orElseThrow() {
            return receipt;
        }
    }

    /**
     * The message has no receipt.
     *
     * @param exception what {@link MessageSender#send} would have thrown for this message
     */
    record Failed(MessagingException exception) implements SendOutcome {

        /**
         * Checks that there is an exception.
         *
         * @param exception the exception
         */
        public Failed {
            Objects.requireNonNull(exception, "exception");
        }

        @Override
        public SendReceipt orElseThrow() {
            throw exception;
        }
    }
}
