package io.rocketjca;

/**
 * The transaction of the calling thread cannot take the message, so nothing was sent, or nothing of it will become visible: it
 * will be rolled back, or has ended; it holds too many messages; the call promises what no transaction can keep; or this server
 * cannot make transactions durable.
 *
 * <p>The message says which of these it is and what to do.
 */
public final class TransactionStateException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message why the transaction cannot take the message
     */
    public TransactionStateException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message why the transaction cannot take the message
     * @param cause the failure behind it, or {@code null}
     */
    public TransactionStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
