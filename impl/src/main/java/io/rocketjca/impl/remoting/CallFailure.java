package io.rocketjca.impl.remoting;

/**
 * Why a call ended without an answer.
 *
 * @param kind what happened
 * @param written whether any byte of the request may have reached the peer: if not, it is certainly not executed
 * @param reason what happened, in words, with the address
 * @param cause the failure behind it, or {@code null}
 */
public record CallFailure(Kind kind, boolean written, String reason, Throwable cause) {

    /** What can happen to a call. */
    public enum Kind {
        /** The peer cannot be connected to. */
        NOT_CONNECTED,
        /** The peer was connected to, but encryption could not be agreed on; the reason tells what to do. */
        TLS_FAILED,
        /** The connection ended while the call was in flight. */
        CONNECTION_LOST,
        /** The deadline passed. */
        TIMED_OUT,
        /** Too many requests or bytes are pending on the connection. */
        OVERLOADED,
        /** The request could not be turned into a frame; the cause tells why. */
        NOT_ENCODED,
        /** The client is stopping. */
        STOPPING,
        /** The answer came but could not be understood. */
        BROKEN_ANSWER
    }
}
