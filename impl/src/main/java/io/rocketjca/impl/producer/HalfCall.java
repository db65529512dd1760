package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendStatus;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.remoting.InboundFrame;

/**
 * A half message under way: goes the way of any message, but each attempt has a unique key of its own, which its {@link
 * SendPlan} knows before the first byte leaves. So a half message that a broker stored without our knowing can always be told
 * from the one that counts.
 */
final class HalfCall extends SendCall {

    private static final AttemptFailure TOO_LATE =
            new AttemptFailure.TooLate("stored, but the transaction had ended when the answer came");

    private final SendPlan plan;

    /** Whether its transaction had ended when the answer came. */
    private boolean tooLate;

    /**
     * Starts the clock.
     *
     * @param mode how the caller, which is the current thread, learns of the end
     */
    HalfCall(
            SendSteps steps, TopicTargets targets, Message message, SendOptions options, SendMode mode, SendPlan plan) {
        super(steps, targets, message, options, mode);
        this.plan = plan;
        add(plan.properties());
    }

    @Override
    void aim(AttemptTarget newTarget) {
        super.aim(newTarget);
        renewKey();
        plan.begins(messageId());
    }

    @Override
    void attemptFailed(AttemptFailure failure) {
        plan.failed(messageId());
        super.attemptFailed(tooLate ? TOO_LATE : failure);
    }

    @Override
    public int sysFlag() {
        return super.sysFlag() | SysFlags.TRANSACTION_PREPARED;
    }

    @Override
    Stored receipt(InboundFrame answer) {
        SendStatus status = StoredReceipt.statusOf(answer.code());
        if (status == null) {
            return null;
        }
        SendAnswer read = SendAnswer.of(answer);
        int queueId = read.queueId() < 0 ? target().queue().queueId() : read.queueId();
        if (status != SendStatus.SEND_OK) {
            plan.storedUnsafely(half(read, queueId, HalfListener.NONE), status);
            return null;
        }
        HalfReceipt receipt =
                new HalfReceipt(messageId(), topic(), target().queue().brokerName(), queueId, attemptNumber());
        tooLate = !plan.stored(half(read, queueId, listener(receipt, answer)));
        return tooLate ? null : receipt;
    }

    private HalfListener listener(HalfReceipt receipt, InboundFrame answer) {
        SendListener listener = steps().listener();
        return listener == null ? HalfListener.NONE : listener.half(told(message(), receipt, elapsedMillis(), answer));
    }

    private StoredHalf half(SendAnswer answer, int queueId, HalfListener listener) {
        return new StoredHalf(
                messageId(),
                wireTopic(),
                target().queue().brokerName(),
                queueId,
                answer.commitLogOffset(),
                answer.queueOffset(),
                listener);
    }

    /** What counts for a half message was decided when its answer came. */
    @Override
    boolean wantsSaferThan(Stored receipt) {
        return false;
    }

    /** Listeners hear of messages that consumers can see. */
    @Override
    void tell(Stored receipt, InboundFrame answer) {
        // nobody sees it yet
    }

    @Override
    void close(Object newResult) {
        super.close(newResult);
        plan.ended(newResult != null);
    }

    @Override
    MessagingException told(SendStory story) {
        return tooLate ? ended(story) : story.exceptionOfHalf();
    }

    private static MessagingException ended(SendStory story) {
        return new TransactionStateException("Message " + story.messageId() + " to topic " + story.topic()
                + " is not part of the transaction, and will not become visible: the transaction had ended when the broker's"
                + " answer came. End a transaction only when all its sends have ended, or send asynchronously");
    }
}
