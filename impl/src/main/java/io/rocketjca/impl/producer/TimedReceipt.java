package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.protocol.response.SendAnswer;

/** The receipt of a message that waits for its delivery time: also tells with what it can be recalled. */
final class TimedReceipt extends StoredReceipt {

    private final String recallHandle;

    TimedReceipt(SendCall call, SendStatus status, SendAnswer answer, String recallHandle) {
        super(call, status, answer);
        this.recallHandle = recallHandle;
    }

    @Override
    public String recallHandle() {
        return recallHandle;
    }
}
