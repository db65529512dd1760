package io.rocketjca.impl.client;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.FrameSource;

/** Tells a peer that its request is of a kind which this client does not answer. */
final class NotSupportedAnswer implements FrameSource {

    private final RemotingCommand answer;

    NotSupportedAnswer(int requestCode, int opaque) {
        this.answer = RemotingCommand.answer(
                ResponseCode.REQUEST_CODE_NOT_SUPPORTED,
                opaque,
                "request code " + requestCode + " is not supported by this client",
                null,
                null);
    }

    @Override
    public int maxFrameBytes() {
        return CommandCodec.maxFrameBytes(answer);
    }

    /** Writes the answer under the peer's own opaque, not the one offered here. */
    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        CommandCodec.encode(answer, HeaderEncoding.JSON, out);
    }
}
