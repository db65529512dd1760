package io.rocketjca.impl.remoting;

/** A request that failed below the protocol, told as a {@link CallFailure}. */
public final class RemotingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CallFailure failure;

    public RemotingException(CallFailure failure) {
        super(failure.reason(), failure.cause());
        this.failure = failure;
    }

    public CallFailure failure() {
        return failure;
    }
}
