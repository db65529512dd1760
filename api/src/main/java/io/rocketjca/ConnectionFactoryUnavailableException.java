package io.rocketjca;

/**
 * A {@link MessageSender} has no usable connection factory: none is bound at its JNDI name, what is bound there is not
 * one, its class is not visible to the application, or the container could not allocate a connection.
 *
 * <p>Nothing was sent. The text names the JNDI names that were tried and the server setting that usually mends it.
 */
public final class ConnectionFactoryUnavailableException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the names tried, what was found there, and what to do
     * @param cause the failure behind it, or {@code null}
     */
    public ConnectionFactoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
