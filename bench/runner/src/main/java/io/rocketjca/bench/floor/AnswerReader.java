package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/** Cuts the stream of answers into frames and reads of each no more than its opaque, from the place where the sink puts it. */
final class AnswerReader extends ChannelInboundHandlerAdapter {

    private static final int TAIL = ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}".length();
    private static final int OPAQUE_DIGITS = 10;

    private final Answered answered;
    private byte[] bytes = new byte[64 << 10];
    private int filled;

    AnswerReader(Answered answered) {
        this.answered = answered;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        int count = in.readableBytes();
        if (bytes.length - filled < count) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + count);
        }
        in.readBytes(bytes, filled, count);
        in.release();
        filled += count;
        int pos = 0;
        while (filled - pos >= 4 && filled - pos - 4 >= length(pos)) {
            pos += 4 + length(pos);
            answered.answered(opaque(pos - TAIL - OPAQUE_DIGITS));
        }
        System.arraycopy(bytes, pos, bytes, 0, filled - pos);
        filled -= pos;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        answered.burstEnded();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        answered.writable();
    }

    private int length(int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    private int opaque(int at) {
        int value = 0;
        for (int i = 0; i < OPAQUE_DIGITS; i++) {
            value = value * 10 + bytes[at + i] - '0';
        }
        return value;
    }

    /** Takes what is read, on the event loop. */
    interface Answered {
        void answered(int opaque);

        default void burstEnded() {}

        default void writable() {}
    }
}
