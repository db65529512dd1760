package io.rocketjca;

/**
 * The root of everything that RocketJCA throws at an application.
 *
 * <p>Unchecked, so that it rolls back a container-managed transaction by default. Instances are immutable.
 */
public abstract sealed class MessagingException extends RuntimeException
        permits SendException,
                QueryFailedException,
                RecallFailedException,
                IllegalMessageException,
                TransactionStateException,
                NoReplyException,
                SendVetoedException,
                ConnectionClosedException,
                ConnectionFactoryUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what went wrong and what to do about it
     * @param cause the failure behind it, or {@code null}
     */
    MessagingException(String message, Throwable cause) {
        super(message, cause);
    }
}
