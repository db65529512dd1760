package io.rocketjca;

import java.util.List;

/**
 * A broker answered that it did not store the message.
 *
 * <p>No attempt of this send is known or suspected to have stored it.
 */
public final class RefusedException extends SendException {

    private static final long serialVersionUID = 1L;

    /** The response code of the remoting protocol. */
    private final int responseCode;

    /** The broker's own words. */
    private final String remark;

    /**
     * Creates an exception.
     *
     * @param message the whole story
     * @param topic the topic of the message
     * @param attempts the attempts in order
     * @param responseCode the response code of the last answer, as the RocketMQ remoting protocol numbers it
     * @param remark the broker's own words, or {@code null} if it gave none
     */
    public RefusedException(String message, String topic, List<SendAttempt> attempts, int responseCode, String remark) {
        super(message, topic, attempts, null);
        this.responseCode = responseCode;
        this.remark = remark;
    }

    /**
     * Returns the broker's response code, for example 16 for NO_PERMISSION.
     *
     * @return the code of the last answer, as the RocketMQ remoting protocol numbers it
     */
    public int responseCode() {
        return responseCode;
    }

    /**
     * Returns the remark that came with the response code.
     *
     * @return the broker's own words, or {@code null} if it gave none
     */
    public String remark() {
        return remark;
    }
}
