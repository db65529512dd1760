package io.rocketjca;

/**
 * A {@link SendInterceptor} did not let a message pass, so nothing was sent.
 *
 * <p>Thrown by the interceptor itself, or, with the cause, in place of any other exception that it threw.
 */
public final class SendVetoedException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message why the message must not be sent
     */
    public SendVetoedException(String message) {
        super(message, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message why the message must not be sent
     * @param cause the failure behind it, or {@code null}
     */
    public SendVetoedException(String message, Throwable cause) {
        super(message, cause);
    }
}
