package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;

/**
 * A command as a frame, in the JSON form, which carries every code. A request gets its id from the connection; an answer
 * keeps the id of the request that it answers.
 *
 * @param command what to send
 */
public record CommandFrame(RemotingCommand command) implements FrameSource {

    @Override
    public int maxFrameBytes() {
        return CommandCodec.maxFrameBytes(command);
    }

    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        CommandCodec.encode(command.isResponse() ? command : command.withOpaque(opaque), HeaderEncoding.JSON, out);
    }
}
