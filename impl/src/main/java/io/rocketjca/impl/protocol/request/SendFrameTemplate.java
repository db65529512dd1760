package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.HeaderEncoding;

/** A {@code SEND_MESSAGE_V2} frame, or one with the same fields, to one queue, encoded but for what differs from message to message. Immutable. */
public sealed interface SendFrameTemplate permits BinarySendFrameTemplate, JsonSendFrameTemplate {

    /** Encodes what all messages to the target have in common. */
    static SendFrameTemplate of(HeaderEncoding encoding, SendTarget target) {
        return switch (encoding) {
            case JSON -> new JsonSendFrameTemplate(target);
            case BINARY -> new BinarySendFrameTemplate(target);
        };
    }

    /** An upper bound for the size of the message's frame, its length field included. */
    int maxFrameBytes(PreparedMessage message);

    /**
     * Writes one whole frame, its length field included; allocates nothing.
     *
     * @param oneWay whether the broker is told not to answer
     */
    void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message);
}
