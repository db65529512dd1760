package io.rocketjca;

/**
 * A {@link RocketMQConnection} was used after it was closed, by the application or by the container that took it back.
 *
 * <p>Nothing was sent. Get a new connection from the factory for each unit of work.
 */
public final class ConnectionClosedException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what closed the connection
     */
    public ConnectionClosedException(String message) {
        super(message, null);
    }
}
