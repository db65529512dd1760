package io.rocketjca;

/**
 * The request was sent, but there is no reply to hand over: the adapter was stopped before one came, or the one that came
 * cannot be read; or, as {@link ReplyTimeoutException}, the time was over.
 *
 * <p>The request may have been handled. Sending it again is a new request.
 */
public sealed class NoReplyException extends MessagingException permits ReplyTimeoutException {

    private static final long serialVersionUID = 1L;

    /** The topic of the request. */
    private final String topic;

    /** The correlation id of the request. */
    private final String correlationId;

    /**
     * Creates an exception.
     *
     * @param message what happened and what to check
     * @param topic the topic of the request
     * @param correlationId the correlation id of the request
     * @param cause the failure behind it, or {@code null}
     */
    public NoReplyException(String message, String topic, String correlationId, Throwable cause) {
        super(message, cause);
        this.topic = topic;
        this.correlationId = correlationId;
    }

    /**
     * Returns the topic of the request.
     *
     * @return the topic
     */
    public String topic() {
        return topic;
    }

    /**
     * Returns the correlation id, which the consumer finds as the property {@code CORRELATION_ID} of the request.
     *
     * @return the correlation id
     */
    public String correlationId() {
        return correlationId;
    }
}
