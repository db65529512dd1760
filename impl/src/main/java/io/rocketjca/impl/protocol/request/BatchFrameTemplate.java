package io.rocketjca.impl.protocol.request;

import io.netty.buffer.ByteBuf;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code SEND_BATCH_MESSAGE} to one queue. Its header is one {@link BinaryBatchHead}; where it must be signed, or is in JSON, it
 * is put together anew for each batch, which has many messages.
 */
final class BatchFrameTemplate implements SendFrameTemplate {

    private final HeaderEncoding encoding;
    private final RequestSigner signer;
    private final Map<String, String> fields;
    private final int mostHeadBytes;
    private final boolean headsFit;

    /** The head in use. Written without a lock: heads are immutable, and making one twice does no harm. */
    private BinaryBatchHead head;

    BatchFrameTemplate(HeaderEncoding encoding, SendTarget target, RequestSigner signer) {
        this.encoding = encoding;
        this.signer = signer;
        this.fields = Collections.unmodifiableMap(SendFields.ofBatches(target));
        this.mostHeadBytes = mostHeadBytes(target, signer);
        this.headsFit = encoding == HeaderEncoding.BINARY && !(signer instanceof HmacSigner);
    }

    private static int mostHeadBytes(SendTarget target, RequestSigner signer) {
        Map<String, String> largest = SendFields.ofBatches(target);
        largest.put("f", Integer.toString(Integer.MIN_VALUE));
        largest.put("g", Long.toString(Long.MIN_VALUE));
        if (signer instanceof HmacSigner hmac) {
            largest.putAll(SendFields.signed(target, hmac));
        }
        return CommandCodec.maxFrameBytes(RemotingCommand.request(RequestCode.SEND_BATCH_MESSAGE, 0, largest, null));
    }

    @Override
    public SendFrameTemplate forBatches() {
        return this;
    }

    @Override
    public int maxFrameBytes(PreparedMessage batch) {
        return (int) Math.min((long) mostHeadBytes + batch.bodyBytes(), Integer.MAX_VALUE);
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage batch) {
        if (headsFit && BinaryBatchHead.canBeFor(batch)) {
            head(batch).write(out, opaque, oneWay, batch);
        } else {
            CommandCodec.encode(signer.sign(command(opaque, oneWay, batch)), encoding, out);
        }
    }

    private BinaryBatchHead head(PreparedMessage batch) {
        BinaryBatchHead current = head;
        if (current == null || !current.fits(batch)) {
            current = new BinaryBatchHead(fields, batch);
            head = current;
        }
        return current;
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
