package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.remoting.InboundFrame;

/** What all receipts of one batch have in common: where it is stored, and the broker's ids of its messages in one text. */
final class StoredBatch implements Stored {

    private static final char BETWEEN_IDS = ',';

    private final AttemptTarget target;
    private final UniqueIdSource ids;
    private final int count;
    private final SendStatus status;
    private final int attempts;
    private final String offsetMessageIds;
    private final int queueId;
    private final long firstQueueOffset;

    private StoredBatch(BatchCall call, SendStatus status, InboundFrame answer) {
        this.target = call.target();
        this.ids = call.steps().ids();
        this.count = call.count();
        this.status = status;
        this.attempts = call.attemptNumber();
        this.offsetMessageIds = SendAnswer.ids(answer);
        int answered = SendAnswer.queueId(answer);
        this.queueId = answered < 0 ? target.queue().queueId() : answered;
        this.firstQueueOffset = SendAnswer.queueOffset(answer);
    }

    /** What an answer says, or {@code null} if its code says that the batch is not stored. */
    static StoredBatch of(InboundFrame answer, BatchCall call) {
        SendStatus status = StoredReceipt.statusOf(answer.code());
        return status == null ? null : new StoredBatch(call, status, answer);
    }

    AttemptTarget target() {
        return target;
    }

    @Override
    public SendStatus status() {
        return status;
    }

    int attempts() {
        return attempts;
    }

    int queueId() {
        return queueId;
    }

    long queueOffset(int position) {
        return firstQueueOffset < 0 ? firstQueueOffset : firstQueueOffset + position;
    }

    /** The unique key that was drawn with this ticket. */
    String messageId(long ticket) {
        return Hex.text(ids.high(ticket), ids.low(ticket));
    }

    /** The broker's id of one message; {@code null} if the broker did not name one for each. All have the same length. */
    String offsetMessageId(int position) {
        if (offsetMessageIds == null || (offsetMessageIds.length() + 1) % count != 0) {
            return null;
        }
        int step = (offsetMessageIds.length() + 1) / count;
        int start = position * step;
        int end = start + step - 1;
        boolean parted = (position == 0 || offsetMessageIds.charAt(start - 1) == BETWEEN_IDS)
                && (position == count - 1 || offsetMessageIds.charAt(end) == BETWEEN_IDS);
        return parted ? offsetMessageIds.substring(start, end) : null;
    }
}
