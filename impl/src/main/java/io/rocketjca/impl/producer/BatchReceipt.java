package io.rocketjca.impl.producer;

import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;

/** The receipt of one message of a batch: the batch, and the place in it. */
final class BatchReceipt implements SendReceipt {

    private final StoredBatch batch;
    private final int position;
    private final long ticket;

    BatchReceipt(StoredBatch batch, int position, long ticket) {
        this.batch = batch;
        this.position = position;
        this.ticket = ticket;
    }

    @Override
    public String messageId() {
        return batch.messageId(ticket);
    }

    @Override
    public String offsetMessageId() {
        return batch.offsetMessageId(position);
    }

    @Override
    public String topic() {
        return batch.target().topic();
    }

    @Override
    public String brokerName() {
        return batch.target().queue().brokerName();
    }

    @Override
    public int queueId() {
        return batch.queueId();
    }

    @Override
    public long queueOffset() {
        return batch.queueOffset(position);
    }

    @Override
    public SendStatus status() {
        return batch.status();
    }

    @Override
    public int attempts() {
        return batch.attempts();
    }

    @Override
    public String toString() {
        return StoredReceipt.text(this);
    }
}
