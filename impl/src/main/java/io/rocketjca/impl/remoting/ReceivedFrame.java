package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.RemotingCommand;

/** The frame that a connection is handling: one object for all of its frames, one after the other. */
final class ReceivedFrame implements InboundFrame {

    private final HeaderReader header = new HeaderReader();

    /** Reads the next frame; throws {@link io.rocketjca.impl.protocol.ProtocolException} if it is broken. */
    void read(ByteBuf frame) {
        header.read(frame);
    }

    boolean response() {
        return header.isResponse();
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
    public boolean oneWay() {
        return header.isOneWay();
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

    @Override
    public RemotingCommand toCommand() {
        return new RemotingCommand(
                header.code(),
                header.version(),
                header.opaque(),
                header.flag(),
                header.remark(),
                header.extFields(),
                ByteBufUtil.getBytes(header.body()));
    }

    @Override
    public ByteBuf body() {
        return header.body();
    }
}
