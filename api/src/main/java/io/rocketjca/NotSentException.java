package io.rocketjca;

import java.util.List;

/**
 * The message certainly did not reach a broker: sending it again cannot duplicate it.
 *
 * <p>Causes are, for example, no route for the topic, no reachable broker, a deadline that passed before anything was
 * written, or a resource adapter that is stopping.
 */
public sealed class NotSentException extends SendException permits OverloadException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the whole story
     * @param topic the topic of the message, or {@code null} if it has none
     * @param attempts the attempts in order
     * @param cause the last failure, or {@code null}
     */
    public NotSentException(String message, String topic, List<SendAttempt> attempts, Throwable cause) {
        super(message, topic, attempts, cause);
    }
}
