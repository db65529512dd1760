package io.rocketjca.impl.producer;

import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;

/** The receipt of a half message, whose place in its queue is not known before its transaction is committed. */
record HalfReceipt(String messageId, String topic, String brokerName, int queueId, int attempts)
        implements SendReceipt, Stored {

    @Override
    public SendStatus status() {
        return SendStatus.PENDING_COMMIT;
    }

    /** The broker's id names the half message, of which a committed message is a copy. */
    @Override
    public String offsetMessageId() {
        return null;
    }

    @Override
    public long queueOffset() {
        return -1;
    }

    @Override
    public String toString() {
        return StoredReceipt.text(this);
    }
}
