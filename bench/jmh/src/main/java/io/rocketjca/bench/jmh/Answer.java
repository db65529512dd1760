package io.rocketjca.bench.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.remoting.InboundFrame;

/** A broker's answer to a send, read by the reader that connections use. */
public final class Answer implements InboundFrame {

    private final HeaderReader header = new HeaderReader();

    /** The frame of an answer in the JSON form, without its length field. */
    public static ByteBuf frame(int opaque, long queueOffset) {
        byte[] text =
                ("{\"code\":0,\"extFields\":{\"queueId\":\"3\",\"TRACE_ON\":\"true\",\"MSG_REGION\":\"DefaultRegion\","
                                + "\"msgId\":\"7F00000100002A9F0000000000408774\",\"queueOffset\":\"" + queueOffset
                                + "\"},\"flag\":1,\"language\":\"JAVA\",\"opaque\":" + opaque
                                + ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}")
                        .getBytes(US_ASCII);
        return Unpooled.directBuffer().writeInt(text.length).writeBytes(text);
    }

    /** Reads a frame; returns itself. */
    public Answer read(ByteBuf frame) {
        header.read(frame);
        return this;
    }

    @Override
    public boolean oneWay() {
        return header.isOneWay();
    }

    @Override
    public RemotingCommand toCommand() {
        throw new UnsupportedOperationException("No command is made of an answer to a send");
    }

    @Override
    public ByteBuf body() {
        return header.body();
    }

    @Override
    public int code() {
        return header.code();
    }

    @Override
    public int opaque() {
        return header.opaque();
    }

    @Override
    public int version() {
        return header.version();
    }

    @Override
    public String remark() {
        return header.remark();
    }

    @Override
    public String extField(String name) {
        return header.extField(name);
    }

    @Override
    public long extLong(String name, long absent) {
        return header.extLong(name, absent);
    }

    @Override
    public long extId(String name, int half, long absent) {
        return header.extId(name, half, absent);
    }
}
