package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.RemotingCommand;

/** A received frame, read in place; valid only while it is being handled. */
public interface InboundFrame {

    /** The request code of a request, the response code of an answer. */
    int code();

    int opaque();

    /** Whether a request awaits no answer. */
    boolean oneWay();

    /** The sender's version ordinal. */
    int version();

    /** The sender's words, or {@code null}. */
    String remark();

    /** The value of an extension field, or {@code null}. */
    String extField(String name);

    /** The value of a numeric extension field, or {@code absent} if it is missing or not a number; allocates nothing. */
    long extLong(String name, long absent);

    /** The whole frame as a value that stays valid; for everything off the hot path. */
    RemotingCommand toCommand();

    /** The body; empty if there is none. */
    ByteBuf body();
}
