package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.InboundFrame;

/** A batch under way: goes the way of a single message, and ends for all its messages at once. */
final class BatchCall extends SendCall {

    private final MessageBatch batch;
    private final int count;
    private final boolean compressed;

    /**
     * Starts the clock, draws the unique keys, and encodes the messages.
     *
     * @param batch at least two messages; not changed any more
     */
    BatchCall(SendSteps steps, MessageBatch batch, SendOptions options, SendMode mode) {
        super(steps, batch.targets(), batch.first().message(), batch.size(), options, mode);
        this.batch = batch;
        this.count = batch.size();
        this.compressed = batch.compressed();
        body(batch.encode(steps.ids(), ticket()));
    }

    int count() {
        return count;
    }

    /** The unique key of one of the messages. */
    String messageId(int position) {
        UniqueIdSource ids = steps().ids();
        return Hex.text(ids.high(ticket() + position), ids.low(ticket() + position));
    }

    @Override
    long need() {
        return limit().need(count, body().length);
    }

    @Override
    public int sysFlag() {
        return compressed ? SysFlags.COMPRESSED_ZLIB : 0;
    }

    @Override
    public int maxFrameBytes() {
        return target().template().forBatches().maxFrameBytes(this);
    }

    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        target().template().forBatches().write(out, opaque, oneWay(), this);
    }

    @Override
    Stored receipt(InboundFrame answer) {
        return StoredBatch.of(answer, this);
    }

    @Override
    void tell(Stored stored, InboundFrame answer) {
        for (int position = 0; position < count; position++) {
            tell(batch.message(position), new BatchReceipt((StoredBatch) stored, position), answer);
        }
    }

    @Override
    SendOutcome outcome(Object end, int position) {
        return end == null
                ? new SendOutcome.Failed(exception(messageId(position)))
                : new SendOutcome.Stored(new BatchReceipt((StoredBatch) end, position));
    }
}
