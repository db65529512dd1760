package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.Decimals;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;

/** The template of a {@code SEND_BATCH_MESSAGE} with a binary header: constant bytes, then sysFlag and born time. */
final class BinaryBatchFrameTemplate implements SendFrameTemplate {

    /** A field with a name of one letter and a number as value. */
    private static final int FIELD_BYTES = Short.BYTES + 1 + Integer.BYTES + Decimals.MAX_BYTES;

    private final byte[] head;

    BinaryBatchFrameTemplate(SendTarget target) {
        ByteBuf out = Unpooled.buffer(512);
        CommandCodec.encode(
                RemotingCommand.request(RequestCode.SEND_BATCH_MESSAGE, 0, SendFields.ofBatches(target), null),
                HeaderEncoding.BINARY,
                out);
        this.head = ByteBufUtil.getBytes(out);
    }

    @Override
    public SendFrameTemplate forBatches() {
        return this;
    }

    @Override
    public int maxFrameBytes(PreparedMessage batch) {
        return head.length + 2 * FIELD_BYTES + batch.body().length;
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage batch) {
        int start = out.writerIndex();
        out.writeBytes(head);
        writeField(out, 'f', batch.sysFlag());
        writeField(out, 'g', batch.bornMillis());
        int headerEnd = out.writerIndex();
        out.writeBytes(batch.body());
        BinarySendHead.patchFrame(out, start, headerEnd);
        BinarySendHead.patchRequest(out, start, opaque, oneWay ? RemotingCommand.FLAG_ONE_WAY : 0);
    }

    private static void writeField(ByteBuf out, char name, long value) {
        out.writeShort(1).writeByte(name);
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        Decimals.write(out, value);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }
}
