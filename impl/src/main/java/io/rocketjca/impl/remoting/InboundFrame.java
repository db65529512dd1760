package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;

/** A received frame, read in place; valid only while it is being handled. */
public interface InboundFrame {

    /** The request code of a request, the response code of an answer. */
    int code();

    int opaque();

    /** The sender's version ordinal. */
    int version();

    /** The sender's words, or {@code null}. */
    String remark();

    /** The value of an extension field, or {@code null}. */
    String extField(String name);

    /** The value of a numeric extension field, or {@code absent} if it is missing or not a number; allocates nothing. */
    long extLong(String name, long absent);

    /** The body; empty if there is none. */
    ByteBuf body();
}
