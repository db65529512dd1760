package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RequestSigner;

/**
 * A {@code SEND_MESSAGE_V2} frame, or one with the same fields, or a {@code SEND_BATCH_MESSAGE} frame to one queue, encoded but
 * for what differs from message to message. Immutable.
 */
public sealed interface SendFrameTemplate
        permits BinarySendFrameTemplate, JsonSendFrameTemplate, SignedSendFrameTemplate, BatchFrameTemplate {

    /** Encodes what all messages to the target have in common. */
    static SendFrameTemplate of(HeaderEncoding encoding, SendTarget target, RequestSigner signer) {
        SendFrameTemplate batches = new BatchFrameTemplate(encoding, target, signer);
        if (signer instanceof HmacSigner hmac) {
            return SignedSendFrameTemplate.of(encoding, target, hmac, batches);
        }
        int code = target.requestCode();
        return switch (encoding) {
            case JSON -> new JsonSendFrameTemplate(code, SendFields.unsigned(target), batches);
            case BINARY -> new BinarySendFrameTemplate(code, SendFields.unsigned(target), batches);
        };
    }

    /** The template of batches to the same target, whose {@link PreparedMessage} has a {@code BatchBody} as its body. */
    SendFrameTemplate forBatches();

    /** An upper bound for the size of the message's frame, its length field included. */
    int maxFrameBytes(PreparedMessage message);

    /**
     * Writes one whole frame, its length field included; allocates nothing but what a signature needs, if there is one.
     *
     * @param oneWay whether the broker is told not to answer
     */
    void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message);
}
