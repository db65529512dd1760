package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.remoting.InboundFrame;

/**
 * A half message under way: goes the way of any message, but each attempt has a unique key of its own, which its {@link
 * SendPlan} knows before the first byte leaves. So a half message that a broker stored without our knowing can always be told
 * from the one that counts.
 */
final class HalfCall extends SendCall {

    private final SendPlan plan;

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
        super.attemptFailed(failure);
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
        StoredHalf half = half(SendAnswer.of(answer));
        if (status != SendStatus.SEND_OK) {
            plan.storedUnsafely(half, status);
            return null;
        }
        plan.stored(half);
        return new HalfReceipt(half.uniqueKey(), topic(), half.brokerName(), half.queueId(), attemptNumber());
    }

    private StoredHalf half(SendAnswer answer) {
        return new StoredHalf(
                messageId(),
                wireTopic(),
                target().queue().brokerName(),
                answer.queueId() < 0 ? target().queue().queueId() : answer.queueId(),
                answer.commitLogOffset(),
                answer.queueOffset());
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
    SendException told(SendStory story) {
        return story.exceptionOfHalf();
    }
}
