package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;

/** Something that can write itself as one frame, straight into a connection's buffer. */
public interface FrameSource {

    /** An upper bound for the size of the whole frame, its length field included. */
    int maxFrameBytes();

    /**
     * Writes one whole frame. Called once per attempt, on the caller's thread, under the connection's lock: it must not block
     * or call back. If it throws, nothing of it is sent.
     *
     * @param out where to write, with room for {@link #maxFrameBytes()}
     * @param opaque the request id to write into the header
     */
    void writeFrame(ByteBuf out, int opaque);
}
