package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The template of a {@code SEND_BATCH_MESSAGE} with a JSON header, which is put together anew for each batch. */
final class JsonBatchFrameTemplate implements SendFrameTemplate {

    private final Map<String, String> fields;

    JsonBatchFrameTemplate(SendTarget target) {
        this.fields = SendFields.ofBatches(target);
    }

    @Override
    public SendFrameTemplate forBatches() {
        return this;
    }

    @Override
    public int maxFrameBytes(PreparedMessage batch) {
        return CommandCodec.maxFrameBytes(command(0, false, batch));
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage batch) {
        CommandCodec.encode(command(opaque, oneWay, batch), HeaderEncoding.JSON, out);
    }

    private RemotingCommand command(int opaque, boolean oneWay, PreparedMessage batch) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("f", Integer.toString(batch.sysFlag()));
        all.put("g", Long.toString(batch.bornMillis()));
        return oneWay
                ? RemotingCommand.oneWay(RequestCode.SEND_BATCH_MESSAGE, opaque, all, batch.body())
                : RemotingCommand.request(RequestCode.SEND_BATCH_MESSAGE, opaque, all, batch.body());
    }
}
