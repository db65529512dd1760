package io.rocketjca.impl.producer;

import io.rocketjca.MessageOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.remoting.InboundFrame;

/** A receipt that keeps its ids as numbers: few are ever read, and their texts would be the larger part of it. */
class StoredReceipt implements SendReceipt, Stored {

    private static final SendStatus[] STATUSES = SendStatus.values();

    private final AttemptTarget target;
    private final UniqueIdSource ids;
    private final byte status;
    private final byte attempts;
    private final long ticket;
    private final long storeAddress;
    private final long commitLogOffset;
    private final String otherId;
    private final int queueId;
    private final long queueOffset;

    /** Reads the usual answer in place: an object for it would be garbage of every message, until the compiler sees that. */
    StoredReceipt(SendCall call, SendStatus status, InboundFrame answer) {
        this.target = call.target();
        this.status = (byte) status.ordinal();
        this.attempts = (byte) call.attemptNumber();
        this.ids = call.steps().ids();
        this.ticket = call.ticket();
        this.storeAddress = SendAnswer.storeAddress(answer);
        SendAnswer other = storeAddress == 0 ? SendAnswer.of(answer) : null;
        this.commitLogOffset = other == null ? SendAnswer.commitLogOffset(answer) : other.commitLogOffset();
        this.otherId = other == null ? null : other.otherId();
        int answered = SendAnswer.queueId(answer);
        this.queueId = answered < 0 ? target.queue().queueId() : answered;
        this.queueOffset = SendAnswer.queueOffset(answer);
    }

    /** The receipt for an answer, or {@code null} if its code says that the message is not stored. */
    static StoredReceipt of(InboundFrame answer, SendCall call) {
        SendStatus status = statusOf(answer.code());
        if (status == null) {
            return null;
        }
        MessageOptions options = call.message().options();
        return options == null || !options.timed()
                ? new StoredReceipt(call, status, answer)
                : new TimedReceipt(call, status, answer);
    }

    /** The one place that knows which response codes mean that a message is stored. */
    static SendStatus statusOf(int code) {
        return switch (code) {
            case ResponseCode.SUCCESS -> SendStatus.SEND_OK;
            case ResponseCode.FLUSH_DISK_TIMEOUT -> SendStatus.FLUSH_DISK_TIMEOUT;
            case ResponseCode.FLUSH_SLAVE_TIMEOUT -> SendStatus.FLUSH_SLAVE_TIMEOUT;
            case ResponseCode.SLAVE_NOT_AVAILABLE -> SendStatus.SLAVE_NOT_AVAILABLE;
            default -> null;
        };
    }

    @Override
    public final String messageId() {
        return Hex.text(ids.high(ticket), ids.low(ticket));
    }

    @Override
    public final String offsetMessageId() {
        return new SendAnswer(storeAddress, commitLogOffset, otherId, queueId, queueOffset).offsetMessageId();
    }

    @Override
    public final String topic() {
        return target.topic();
    }

    @Override
    public final String brokerName() {
        return target.queue().brokerName();
    }

    @Override
    public int queueId() {
        return queueId;
    }

    @Override
    public long queueOffset() {
        return queueOffset;
    }

    @Override
    public final SendStatus status() {
        return STATUSES[status];
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public final String toString() {
        return text(this);
    }

    /** What every receipt says of itself. */
    static String text(SendReceipt receipt) {
        return "SendReceipt[messageId=" + receipt.messageId() + ", offsetMessageId=" + receipt.offsetMessageId()
                + ", topic=" + receipt.topic() + ", brokerName=" + receipt.brokerName() + ", queueId="
                + receipt.queueId() + ", queueOffset=" + receipt.queueOffset() + ", status=" + receipt.status()
                + ", attempts=" + receipt.attempts() + "]";
    }
}
