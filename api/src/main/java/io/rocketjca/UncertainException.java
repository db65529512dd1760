package io.rocketjca;

import java.util.List;

/**
 * The message may be stored: a request for it was written, at least in part, and no answer told its fate.
 *
 * <p>Sending it again may duplicate it. The {@linkplain #messageId() message id} is the same for all attempts of one send,
 * so that consumers, and operators who look into the broker, can recognise copies.
 */
public final class UncertainException extends SendException {

    private static final long serialVersionUID = 1L;

    /** The unique key of the message. */
    private final String messageId;

    /**
     * Creates an exception.
     *
     * @param message the whole story
     * @param topic the topic of the message
     * @param attempts the attempts in order
     * @param messageId the unique key under which the message may be stored
     * @param cause the last failure, or {@code null}
     */
    public UncertainException(
            String message, String topic, List<SendAttempt> attempts, String messageId, Throwable cause) {
        super(message, topic, attempts, cause);
        this.messageId = messageId;
    }

    /**
     * Returns the unique key under which the message may be stored.
     *
     * @return the message id, the same in every attempt of this send
     */
    public String messageId() {
        return messageId;
    }
}
