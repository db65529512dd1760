package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.InboundFrame;

/** A batch of a {@code sendAll}, under way. */
final class PlannedBatch extends BatchCall {

    private final MessageBatch batch;
    private final boolean compressed;

    /**
     * Starts the clock and draws the unique keys.
     *
     * @param batch at least two messages; not changed any more
     */
    PlannedBatch(SendSteps steps, MessageBatch batch, SendOptions options, SendMode mode) {
        super(steps, batch.targets(), batch.first().message(), batch.size(), options, mode);
        this.batch = batch;
        this.compressed = batch.compressed();
    }

    @Override
    String messageId(int position) {
        UniqueIdSource ids = steps().ids();
        return Hex.text(ids.high(ticket() + position), ids.low(ticket() + position));
    }

    @Override
    public int bodyBytes() {
        return batch.bytes();
    }

    /** Encodes the messages where they are sent from: an array of that size for each batch would cost more than encoding does. */
    @Override
    public void writeBody(ByteBuf out) {
        batch.write(out, steps().ids(), ticket());
    }

    @Override
    public byte[] body() {
        ByteBuf body = Unpooled.buffer(bodyBytes(), bodyBytes());
        writeBody(body);
        return body.array();
    }

    @Override
    long need() {
        return limit().need(count(), bodyBytes());
    }

    @Override
    public int sysFlag() {
        return compressed ? steps().compressedFlag() : 0;
    }

    @Override
    BatchReceipt receipt(Object stored, int position) {
        return new BatchReceipt((StoredBatch) stored, position, ticket() + position);
    }

    @Override
    void tell(Stored stored, InboundFrame answer) {
        for (int position = 0; position < count(); position++) {
            tell(batch.message(position), receipt(stored, position), elapsedMillis(), answer);
        }
    }
}
