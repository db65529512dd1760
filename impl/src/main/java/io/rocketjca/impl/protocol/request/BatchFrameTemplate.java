package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import java.util.Map;

/** A {@code SEND_BATCH_MESSAGE} to one queue. Its header is put together anew for each batch, which has many messages. */
record BatchFrameTemplate(HeaderEncoding encoding, SendTarget target, RequestSigner signer)
        implements SendFrameTemplate {

    @Override
    public SendFrameTemplate forBatches() {
        return this;
    }

    @Override
    public int maxFrameBytes(PreparedMessage batch) {
        Map<String, String> fields = SendFields.ofBatches(target);
        if (signer instanceof HmacSigner hmac) {
            fields.putAll(SendFields.signed(target, hmac));
        }
        return CommandCodec.maxFrameBytes(command(fields, 0, false, batch));
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage batch) {
        RemotingCommand command = command(SendFields.ofBatches(target), opaque, oneWay, batch);
        CommandCodec.encode(signer.sign(command), encoding, out);
    }

    private static RemotingCommand command(
            Map<String, String> fields, int opaque, boolean oneWay, PreparedMessage batch) {
        fields.put("f", Integer.toString(batch.sysFlag()));
        fields.put("g", Long.toString(batch.bornMillis()));
        return oneWay
                ? RemotingCommand.oneWay(RequestCode.SEND_BATCH_MESSAGE, opaque, fields, batch.body())
                : RemotingCommand.request(RequestCode.SEND_BATCH_MESSAGE, opaque, fields, batch.body());
    }
}
