package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.ReceivedHeader;
import io.rocketjca.impl.protocol.RemotingCommand;

/** A received frame, read in place; valid only while it is being handled. */
public interface InboundFrame extends ReceivedHeader {

    /** Whether a request awaits no answer. */
    boolean oneWay();

    /** The whole frame as a value that stays valid; for everything off the hot path. */
    RemotingCommand toCommand();

    /** The body; empty if there is none. */
    ByteBuf body();
}
