package io.rocketjca;

/**
 * The message breaks a rule of RocketMQ or of this adapter, so it was refused before anything was sent.
 *
 * <p>Sending the same message again fails again: the application has to change it.
 */
public final class IllegalMessageException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which rule is broken, by which value, and what the limit is
     */
    public IllegalMessageException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception with a cause, such as a payload that cannot be turned into JSON.
     *
     * @param message which rule is broken
     * @param cause the failure behind it, or {@code null}
     */
    public IllegalMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
