package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.remoting.InboundFrame;

/** The receipt of a message that waits for its delivery time: also tells with what it can be recalled. */
final class TimedReceipt extends StoredReceipt {

    private final String recallHandle;

    TimedReceipt(SendCall call, SendStatus status, InboundFrame answer) {
        super(call, status, answer);
        this.recallHandle = answer.extField("recallHandle");
    }

    @Override
    public String recallHandle() {
        return recallHandle;
    }
}
