package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.impl.remoting.InboundFrame;

/** A batch under way: goes the way of a single message, and ends for all its messages at once. */
abstract class BatchCall extends SendCall {

    private final int count;

    /** Starts the clock, and draws unique keys that follow each other. */
    BatchCall(SendSteps steps, TopicTargets targets, Message first, int count, SendOptions options, SendMode mode) {
        super(steps, targets, first, count, options, mode);
        this.count = count;
    }

    /** Starts the clock for messages that have their unique keys already. */
    BatchCall(SendCall first, int count) {
        super(first);
        this.count = count;
    }

    final int count() {
        return count;
    }

    @Override
    int messages() {
        return count;
    }

    /** The unique key of one of the messages. */
    abstract String messageId(int position);

    /** The receipt of one of the messages. */
    abstract BatchReceipt receipt(Object stored, int position);

    @Override
    public final int maxFrameBytes() {
        return target().template().forBatches().maxFrameBytes(this);
    }

    @Override
    public final void writeFrame(ByteBuf out, int opaque) {
        target().template().forBatches().write(out, opaque, oneWay(), this);
    }

    @Override
    final Stored receipt(InboundFrame answer) {
        return StoredBatch.of(answer, this);
    }

    @Override
    final SendOutcome outcome(Object end, int position) {
        return end == null
                ? new SendOutcome.Failed(exception(messageId(position)))
                : new SendOutcome.Stored(receipt(end, position));
    }
}
