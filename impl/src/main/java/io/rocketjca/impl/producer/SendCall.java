package io.rocketjca.impl.producer;

import io.netty.buffer.ByteBuf;
import io.rocketjca.CompletionDispatcher;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.MessagingException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * One message under way: the stage that the application holds, the call that remoting answers, and the state between
 * attempts, in a single object because there is one per message. Its owner alone touches it.
 */
class SendCall extends OwnedSend implements Call, Runnable {

    private final TopicTargets targets;
    private final SendOptions options;
    private final boolean oneWay;

    private AttemptTarget target;
    private SendTrail trail;

    /** The receipt, maybe before the end one that should become better, or for a one-way send the connection to write to; {@code null} for a failed send. */
    private Object result;

    /**
     * Starts the clock and draws the unique key.
     *
     * @param targets those of the message's topic
     * @param message a message that breaks no rule
     * @param mode how the caller, which is the current thread, learns of the end
     */
    SendCall(SendSteps steps, TopicTargets targets, Message message, SendOptions options, SendMode mode) {
        super(message, steps, mode);
        this.targets = targets;
        this.options = Objects.requireNonNull(options, "options");
        this.oneWay = mode == SendMode.ONE_WAY;
    }

    /** Starts a batch, whose first message stands for all where a queue is chosen. */
    SendCall(SendSteps steps, TopicTargets targets, Message first, int count, SendOptions options, SendMode mode) {
        super(first, count, steps, mode);
        this.targets = targets;
        this.options = Objects.requireNonNull(options, "options");
        this.oneWay = mode == SendMode.ONE_WAY;
    }

    /** Carries others, the first of which stands for all; nobody waits for this call itself. */
    SendCall(SendCall first) {
        super(first);
        this.targets = first.targets;
        this.options = first.options;
        this.oneWay = false;
    }

    // ---- for the owner ----

    /** Goes on its way, once there is room for it. */
    void depart() {
        attempt();
    }

    final void attempt() {
        steps().attempt().start(this);
    }

    /** Lets the event loop catch up after the call has departed; whose it is does not matter. */
    final void keepPace() {
        AttemptTarget now = target;
        Connection connection =
                now == null || now.line() == null ? null : now.line().connected();
        if (connection != null) {
            connection.keepPace();
        }
    }

    /** Sets where this attempt goes. */
    void aim(AttemptTarget newTarget) {
        target = newTarget;
    }

    /** Gives the call to a connection; a one-way send ends here, and its caller writes. */
    void handTo(Connection connection) {
        if (oneWay) {
            end(connection);
        } else {
            giveAway();
            connection.call(this);
        }
    }

    void attemptFailed(AttemptFailure failure) {
        noteFailure(failure);
        steps().retry().afterFailure(this);
    }

    /** Ends a send that waits for what will not come, as the client has stopped. */
    final void stopped() {
        if (stopWaiting()) {
            trail().end("the resource adapter stopped");
            endFailed();
        }
    }

    /** Ends the send as its trail tells; with the receipt of an earlier attempt if there is one. */
    void endFailed() {
        end(result);
    }

    SendTrail trail() {
        if (trail == null) {
            trail = new SendTrail(startNanos());
        }
        return trail;
    }

    /** What was tried before, or {@code null}. */
    SendTrail trailOrNull() {
        return trail;
    }

    private void noteFailure(AttemptFailure failure) {
        AttemptTarget tried = failure instanceof AttemptFailure.Unrouted ? null : target;
        trail().failed(tried, steps().ticker().nanos(), failure);
    }

    private void end(Object newResult) {
        close(newResult);
        finish();
    }

    /** Gives back the room of a send that has ended, and tells its caller. */
    void finish() {
        if (!oneWay) {
            limit().giveBack(need());
        }
        if (waiter() == null) {
            steps().completions().complete(this, options.completions());
        } else if (waiter() != Thread.currentThread()) {
            LockSupport.unpark(waiter());
        }
    }

    /** Nothing changes any more after this; on whichever thread the send ends. */
    void close(Object newResult) {
        result = newResult;
        if (newResult == null) {
            trail().endedAfter(elapsedMillis());
            steps().gate().failed(this);
        }
        giveUp();
    }

    /** The same for one that an answer has ended: together with the others of its burst. */
    void finish(CompletionBurst burst) {
        burst.add(this);
    }

    // ---- for those that travel together ----

    /**
     * Ends as the call did that carried it.
     *
     * @param receipt its own, or {@code null} if that call failed
     * @return whether somebody still cares; then the finish is due
     */
    final boolean endLike(SendCall carrier, SendReceipt receipt) {
        if (!takeBack()) {
            return false;
        }
        target = carrier.target;
        if (receipt == null) {
            trail = new SendTrail(carrier.trail());
        }
        close(receipt);
        return true;
    }

    /** How it ended; {@code null} for a failed send. */
    final Object result() {
        return result;
    }

    // ---- for the burst ----

    CompletionDispatcher dispatcher() {
        return options.completions();
    }

    /** How many messages end with it. */
    int messages() {
        return 1;
    }

    @Override
    long need() {
        return limit().need(body().length);
    }

    // ---- for remoting ----

    @Override
    public int maxFrameBytes() {
        return target.template().maxFrameBytes(this);
    }

    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        target.template().write(out, opaque, oneWay, this);
    }

    @Override
    public long deadlineNanos() {
        return startNanos() + timeoutNanos();
    }

    @Override
    public void answered(InboundFrame answer) {
        if (takeBack()) {
            Stored receipt = receipt(answer);
            if (receipt != null) {
                steps().judgement().stored(this);
                if (steps().listener() != null) {
                    tell(receipt, answer);
                }
            }
            if (receipt != null && wantsSaferThan(receipt)) {
                result = receipt;
                attemptFailed(new AttemptFailure.StoredUnsafely(receipt.status()));
            } else if (receipt != null) {
                close(receipt);
                finish(steps().burst());
            } else {
                attemptFailed(new AttemptFailure.Refused(answer.code(), answer.remark()));
            }
        }
    }

    /** Whether another broker should store the message more safely. */
    boolean wantsSaferThan(Stored receipt) {
        return steps().retry().wantsSaferThan(receipt.status(), this);
    }

    /** What an answer says of the stored message, or {@code null} if its code says that it is not stored. */
    Stored receipt(InboundFrame answer) {
        return StoredReceipt.of(answer, this);
    }

    /** Tells the listener, which there is, what was stored. */
    void tell(Stored receipt, InboundFrame answer) {
        tell(message(), (SendReceipt) receipt, elapsedMillis(), answer);
    }

    final void tell(Message stored, SendReceipt receipt, long elapsedMillis, InboundFrame answer) {
        steps().listener().stored(told(stored, receipt, elapsedMillis, answer));
    }

    final StoredSend told(Message stored, SendReceipt receipt, long elapsedMillis, InboundFrame answer) {
        String address = target.queue().brokerAddress();
        return new StoredSend(stored, receipt, address, bornMillis(), elapsedMillis, answer);
    }

    @Override
    public void failed(CallFailure failure) {
        if (takeBack()) {
            attemptFailed(new AttemptFailure.Unanswered(failure));
        }
    }

    // ---- for the caller that waits ----

    /** Waits for the end of a synchronous send. */
    SendReceipt awaitReceipt() {
        awaitEnd();
        if (result == null) {
            throw exception();
        }
        return (SendReceipt) result;
    }

    /** Waits for the end of a synchronous send, and tells how the message ended that has this position in it, from 0. */
    final SendOutcome awaitOutcome(int position) {
        awaitEnd();
        return outcome(result, position);
    }

    SendOutcome outcome(Object end, int position) {
        return end == null ? new SendOutcome.Failed(exception()) : new SendOutcome.Stored((SendReceipt) end);
    }

    /** Waits until a one-way send can be written. */
    Connection awaitConnection() {
        awaitEnd();
        if (result == null) {
            throw exception();
        }
        return (Connection) result;
    }

    /** The exception of a one-way send that could not be written; for its caller, after {@link #awaitConnection}. */
    MessagingException notWritten(CallFailure failure) {
        noteFailure(new AttemptFailure.Unanswered(failure));
        trail.endedAfter(elapsedMillis());
        return exception();
    }

    @Override
    final void leftWaiting() {
        trail().end("the waiting thread was interrupted");
        endFailed();
    }

    @Override
    final void leftGiven() {
        noteFailure(new AttemptFailure.Unanswered(new CallFailure(
                CallFailure.Kind.TIMED_OUT, true, "the thread that waited for the answer was interrupted", null)));
        trail.end("nobody waited any longer");
        trail.endedAfter(elapsedMillis());
    }

    // ---- for the application ----

    /** Completes the stage; before the end, and the second time, nothing happens. */
    @Override
    public void run() {
        if (!ended()) {
            return;
        }
        if (result != null) {
            settle((SendReceipt) result);
        } else {
            settleExceptionally(exception());
        }
    }

    private MessagingException exception() {
        return exception(messageId());
    }

    /** The exception of a send that has ended without a receipt, for the message with this unique key. */
    final MessagingException exception(String messageId) {
        String source = target == null ? null : target.queues().source();
        return told(new SendStory(topic(), messageId, source, trail));
    }

    /** Tells the story of a failed send. */
    MessagingException told(SendStory story) {
        return story.exception();
    }

    // ---- what is known of it ----

    /** The topic's name on the wire. */
    String wireTopic() {
        return targets.topic();
    }

    TopicTargets targets() {
        return targets;
    }

    AttemptTarget target() {
        return target;
    }

    boolean oneWay() {
        return oneWay;
    }

    /** The number of the attempt under way, from 1. */
    int attemptNumber() {
        return trail == null ? 1 : trail.failures() + 1;
    }

    Deadline deadline() {
        return new Deadline(deadlineNanos());
    }

    Duration remaining() {
        return Duration.ofNanos(deadlineNanos() - steps().ticker().nanos());
    }

    long timeoutNanos() {
        MessageOptions own = message().options();
        return own == null || own.timeout() == null
                ? steps().timeoutNanos(options)
                : own.timeout().toNanos();
    }

    /** What went before, such as the wait for room, was no broker's fault. */
    void attemptStarts() {
        trail().attemptStarts(steps().ticker().nanos());
    }

    /** When the attempt under way began, or the send if it is the first. */
    long attemptStartNanos() {
        return trail == null ? startNanos() : trail.attemptStartNanos();
    }
}
