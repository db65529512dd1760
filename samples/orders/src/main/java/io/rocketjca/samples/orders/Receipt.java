package io.rocketjca.samples.orders;

import io.rocketjca.SendReceipt;

/** A broker's receipt in a form that JSON-B can write. */
public final class Receipt {

    private final SendReceipt receipt;

    Receipt(SendReceipt receipt) {
        this.receipt = receipt;
    }

    public String getMessageId() {
        return receipt.messageId();
    }

    public String getOffsetMessageId() {
        return receipt.offsetMessageId();
    }

    public String getTopic() {
        return receipt.topic();
    }

    public String getBrokerName() {
        return receipt.brokerName();
    }

    public int getQueueId() {
        return receipt.queueId();
    }

    public long getQueueOffset() {
        return receipt.queueOffset();
    }

    public String getStatus() {
        return receipt.status().name();
    }

    public int getAttempts() {
        return receipt.attempts();
    }
}
