package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.remoting.InboundFrame;
import java.util.HashMap;
import java.util.Map;

/** An answer made by a test. */
record ScriptedFrame(int code, String remark, Map<String, String> ext) implements InboundFrame {

    static ScriptedFrame code(int code, String remark) {
        return new ScriptedFrame(code, remark, Map.of());
    }

    static ScriptedFrame stored(int code, int queueId, long queueOffset) {
        return code(code, null)
                .with("msgId", "7F00000100002A9F0000000000001234")
                .with("queueId", Integer.toString(queueId))
                .with("queueOffset", Long.toString(queueOffset));
    }

    ScriptedFrame with(String name, String value) {
        Map<String, String> more = new HashMap<>(ext);
        more.put(name, value);
        return new ScriptedFrame(code, remark, more);
    }

    @Override
    public boolean oneWay() {
        return false;
    }

    @Override
    public RemotingCommand toCommand() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int opaque() {
        return 1;
    }

    @Override
    public int version() {
        return 513;
    }

    @Override
    public String extField(String name) {
        return ext.get(name);
    }

    @Override
    public long extLong(String name, long absent) {
        String text = ext.get(name);
        return text == null ? absent : Long.parseLong(text);
    }

    @Override
    public ByteBuf body() {
        return Unpooled.EMPTY_BUFFER;
    }
}
