package io.rocketjca;

import java.util.List;

/**
 * A send that did not end with a receipt.
 *
 * <p>The three children are the three outcomes a caller can act on; {@link #getMessage()} tells the whole story: where the
 * route came from, which brokers were tried, what each answered, how long it took, and what to check.
 */
public abstract sealed class SendException extends MessagingException
        permits NotSentException, RefusedException, UncertainException {

    private static final long serialVersionUID = 1L;

    /** The topic of the message, or {@code null}. */
    private final String topic;

    /** The attempts in order; not serialized with the exception, whose text tells them too. */
    private final transient List<SendAttempt> attempts;

    /**
     * Creates an exception.
     *
     * @param message the whole story
     * @param topic the topic of the message, or {@code null} if it has none
     * @param attempts the attempts in order
     * @param cause the last failure, or {@code null}
     */
    SendException(String message, String topic, List<SendAttempt> attempts, Throwable cause) {
        super(message, cause);
        this.topic = topic;
        this.attempts = List.copyOf(attempts);
    }

    /**
     * Returns the topic of the message.
     *
     * @return the topic, or {@code null} if the message has none
     */
    public String topic() {
        return topic;
    }

    /**
     * Returns every attempt of this send, in order.
     *
     * @return the attempts; empty if no broker was ever tried
     */
    public List<SendAttempt> attempts() {
        return attempts == null ? List.of() : attempts;
    }
}
