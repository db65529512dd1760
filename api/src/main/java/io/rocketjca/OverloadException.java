package io.rocketjca;

import java.util.List;

/**
 * The message was not sent because too many messages, or too many bytes, were already in flight until the deadline passed.
 */
public final class OverloadException extends NotSentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which bound was reached and how long the caller waited
     * @param topic the topic of the message
     */
    public OverloadException(String message, String topic) {
        super(message, topic, List.of(), null);
    }
}
