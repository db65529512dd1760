package io.rocketjca;

/** A message was not recalled, or no broker said that it was: it may still be delivered. Recalling it again is safe. */
public final class RecallFailedException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /** The response code of the remoting protocol, or -1. */
    private final int responseCode;

    /**
     * Creates an exception.
     *
     * @param message what was asked of whom, and how it ended
     * @param responseCode the broker's response code, or -1 if no broker answered
     * @param cause the failure behind it, or {@code null}
     */
    public RecallFailedException(String message, int responseCode, Throwable cause) {
        super(message, cause);
        this.responseCode = responseCode;
    }

    /**
     * Returns the broker's response code.
     *
     * @return the code as the RocketMQ remoting protocol numbers it, or -1 if no broker answered
     */
    public int responseCode() {
        return responseCode;
    }
}
