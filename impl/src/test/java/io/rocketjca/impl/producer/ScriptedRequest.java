package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.FrameSource;
import java.util.Map;

/**
 * A request as it came off the wire, to be answered by the test.
 *
 * @param address where it went
 * @param command what it says
 * @param call whom to answer; {@code null} for a one-way request
 */
record ScriptedRequest(String address, RemotingCommand command, Call call) {

    static ScriptedRequest of(String address, FrameSource source, Call call) {
        ByteBuf out = Unpooled.buffer(source.maxFrameBytes(), source.maxFrameBytes());
        source.writeFrame(out, 7);
        out.skipBytes(Integer.BYTES);
        return new ScriptedRequest(address, CommandCodec.decode(out), call);
    }

    void stored(int code) {
        call.answered(ScriptedFrame.stored(code, Integer.parseInt(ext("e")), 42));
    }

    void answer(int code, String remark) {
        call.answered(ScriptedFrame.code(code, remark));
    }

    void fail(CallFailure.Kind kind, boolean written) {
        call.failed(new CallFailure(kind, written, kind + " at " + address, null));
    }

    String ext(String name) {
        return command.extFields().get(name);
    }

    Map<String, String> properties() {
        return MessageProperties.decode(ext("i"));
    }
}
