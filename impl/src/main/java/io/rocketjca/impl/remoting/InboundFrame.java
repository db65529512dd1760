package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.ReceivedHeader;

/** A received frame, read in place; valid only while it is being handled. */
public interface InboundFrame extends ReceivedHeader {

    /** The body; empty if there is none. */
    ByteBuf body();
}
