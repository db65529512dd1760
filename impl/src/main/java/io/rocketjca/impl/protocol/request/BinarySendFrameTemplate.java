package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.util.Map;

/**
 * The template with a binary header. All that precedes a message's own properties is one {@link BinarySendHead}, copied in
 * one go and patched at fixed places: a bounds check per field would cost more than the bytes.
 */
final class BinarySendFrameTemplate implements SendFrameTemplate {

    /** A power of two; flags and sysFlags in use at the same time are few. */
    private static final int HEADS = 4;

    private final int requestCode;
    private final Map<String, String> fields;

    /** The heads in use, made on demand. Written without a lock: heads are immutable, and making one twice does no harm. */
    private final BinarySendHead[] heads = new BinarySendHead[HEADS];

    private final SendFrameTemplate batches;

    /**
     * @param fields the constant fields
     */
    BinarySendFrameTemplate(int requestCode, Map<String, String> fields, SendFrameTemplate batches) {
        this.requestCode = requestCode;
        this.fields = fields;
        this.batches = batches;
    }

    /** Where the room for a signature, which is the first field, is counted from the frame's beginning. */
    int signatureAt() {
        return BinarySendHead.FIRST_VALUE_AT + HmacSigner.SIGNATURE.length();
    }

    @Override
    public SendFrameTemplate forBatches() {
        return batches;
    }

    @Override
    public int maxFrameBytes(PreparedMessage message) {
        return head(message).length() + bytesOf(message.properties()) + message.body().length;
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message) {
        BinarySendHead head = head(message);
        int start = out.writerIndex();
        byte[] properties = message.properties();
        byte[] body = message.body();
        head.write(out, message, bytesOf(properties));
        if (properties != null) {
            out.writeBytes(properties);
        }
        int headerEnd = out.writerIndex();
        out.writeBytes(body);
        BinarySendHead.patchFrame(out, start, headerEnd);
        BinarySendHead.patchRequest(out, start, opaque, oneWay ? RemotingCommand.FLAG_ONE_WAY : 0);
    }

    private BinarySendHead head(PreparedMessage message) {
        int sysFlag = message.sysFlag();
        int slot = (sysFlag ^ sysFlag >>> 8 ^ message.flag()) & HEADS - 1;
        BinarySendHead head = heads[slot];
        if (head == null || !head.fits(message)) {
            head = new BinarySendHead(requestCode, fields, message);
            heads[slot] = head;
        }
        return head;
    }

    private static int bytesOf(byte[] properties) {
        return properties == null ? 0 : properties.length;
    }
}
