package io.rocketjca.impl.connector;

import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;

/** The receipt of a message that is sent after the commit: nothing is known of it but its topic. */
record WaitingReceipt(String topic) implements SendReceipt {

    @Override
    public String messageId() {
        return null;
    }

    @Override
    public String offsetMessageId() {
        return null;
    }

    @Override
    public String brokerName() {
        return null;
    }

    @Override
    public int queueId() {
        return -1;
    }

    @Override
    public long queueOffset() {
        return -1;
    }

    @Override
    public SendStatus status() {
        return SendStatus.PENDING_COMMIT;
    }

    @Override
    public int attempts() {
        return 0;
    }
}
