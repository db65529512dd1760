package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RequestSigner;

/** A {@code SEND_MESSAGE_V2} frame to one queue, encoded but for what differs from message to message. Immutable. */
public sealed interface SendFrameTemplate
        permits BinarySendFrameTemplate, JsonSendFrameTemplate, SignedSendFrameTemplate {

    /** Encodes what all messages to the target have in common. */
    static SendFrameTemplate of(HeaderEncoding encoding, SendTarget target, RequestSigner signer) {
        if (signer instanceof HmacSigner hmac) {
            return SignedSendFrameTemplate.of(encoding, target, hmac);
        }
        return switch (encoding) {
            case JSON -> new JsonSendFrameTemplate(SendFields.unsigned(target));
            case BINARY -> new BinarySendFrameTemplate(SendFields.unsigned(target));
        };
    }

    /** An upper bound for the size of the message's frame, its length field included. */
    int maxFrameBytes(PreparedMessage message);

    /**
     * Writes one whole frame, its length field included; allocates nothing but what a signature needs, if there is one.
     *
     * @param oneWay whether the broker is told not to answer
     */
    void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message);
}
