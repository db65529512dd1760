package io.rocketjca.impl.protocol;

/** Bytes that break the remoting protocol, or a command that does not fit into it; the text names the value and the limit. */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
