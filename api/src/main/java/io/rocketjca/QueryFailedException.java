package io.rocketjca;

/**
 * Whether a message is stored could not be found out: at least one broker that may hold it gave no usable answer, and none of
 * the others holds it. Nothing was changed; asking again is safe.
 */
public final class QueryFailedException extends MessagingException {

    private static final long serialVersionUID = 1L;

    /** Whether a broker's access control refused the question. */
    private final boolean denied;

    /**
     * Creates an exception.
     *
     * @param message which brokers were asked and what each answered
     * @param denied whether a broker's access control refused the question
     * @param cause the failure behind it, or {@code null}
     */
    public QueryFailedException(String message, boolean denied, Throwable cause) {
        super(message, cause);
        this.denied = denied;
    }

    /**
     * Tells whether asking again is useless until somebody changes permissions.
     *
     * @return whether a broker's access control refused the question
     */
    public boolean denied() {
        return denied;
    }
}
