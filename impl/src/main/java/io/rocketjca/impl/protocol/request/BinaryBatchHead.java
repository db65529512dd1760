package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.Map;

/** All but the body of the binary frames of batches to one target with the same sysFlag, with room for the born time. Immutable. */
final class BinaryBatchHead {

    private final byte[] bytes;
    private final int bornAt;
    private final int sysFlag;

    /**
     * Made for one batch and good for all others that it {@link #fits}.
     *
     * @param fields all fields but sysFlag and born time
     */
    BinaryBatchHead(Map<String, String> fields, PreparedMessage batch) {
        this.sysFlag = batch.sysFlag();
        ByteBuf out = Unpooled.buffer(512);
        RemotingCommand command = RemotingCommand.request(RequestCode.SEND_BATCH_MESSAGE, 0, fields, null);
        CommandCodec.encode(command, HeaderEncoding.BINARY, out);
        BinarySendHead.writeField(out, 'f', Integer.toString(sysFlag));
        BinarySendHead.writeField(out, 'g', Long.toString(batch.bornMillis()));
        this.bornAt = out.writerIndex() - BinarySendHead.BORN_DIGITS;
        this.bytes = ByteBufUtil.getBytes(out);
    }

    /** Whether there can be a head for a batch. */
    static boolean canBeFor(PreparedMessage batch) {
        return BinarySendHead.hasBornDigits(batch);
    }

    boolean fits(PreparedMessage batch) {
        return batch.sysFlag() == sysFlag;
    }

    /** Appends the whole frame of a batch that fits. */
    void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage batch) {
        int start = out.writerIndex();
        out.writeBytes(bytes);
        BinarySendHead.setBorn(out, start + bornAt, batch.bornMillis());
        int headerEnd = out.writerIndex();
        batch.writeBody(out);
        BinarySendHead.patchFrame(out, start, headerEnd);
        BinarySendHead.patchRequest(out, start, opaque, oneWay ? RemotingCommand.FLAG_ONE_WAY : 0);
    }
}
