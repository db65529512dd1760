package io.rocketjca.impl.remoting;

/**
 * A request that awaits an answer. After it was given to a {@link Connection}, exactly one of {@link #answered} and
 * {@link #failed} is called, exactly once, on the connection's event loop; it must not block. Only a call that was not even
 * appended fails on the thread that made it.
 */
public interface Call extends FrameSource {

    /** When the call must have ended, on the ticker's scale; ends at most one tick (100 ms) later. */
    long deadlineNanos();

    /**
     * The answer came.
     *
     * @param answer valid only during this call
     */
    void answered(InboundFrame answer);

    /** No answer will come. */
    void failed(CallFailure failure);
}
