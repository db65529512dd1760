package io.rocketjca;

/**
 * A broker stored the request, but no reply came within the time of the request. If one comes later, it is dropped.
 *
 * <p>The request may have been handled, or may be handled yet.
 */
public final class ReplyTimeoutException extends NoReplyException {

    private static final long serialVersionUID = 1L;

    /** The message id of the request. */
    private final String messageId;

    /**
     * Creates an exception.
     *
     * @param message how long the reply was awaited and what to check
     * @param topic the topic of the request
     * @param correlationId the correlation id of the request
     * @param messageId the unique key of the request
     */
    public ReplyTimeoutException(String message, String topic, String correlationId, String messageId) {
        super(message, topic, correlationId, null);
        this.messageId = messageId;
    }

    /**
     * Returns the unique key under which the request is stored.
     *
     * @return the message id
     */
    public String messageId() {
        return messageId;
    }
}
