package io.rocketjca.impl.producer;

import io.rocketjca.SendAttempt;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one send has gone through: decides where the next attempt goes and what the exception tells. Made only when a send
 * does not go straight to its receipt; owned by whoever owns the send at that moment.
 */
final class SendTrail {

    private final List<SendAttempt> attempts = new ArrayList<>(4);
    private AttemptFailure last;
    private AttemptFailure.Refused lastRefusal;
    private boolean mayBeStored;
    private boolean onlyOverloaded = true;
    private String ending;
    private long attemptStartNanos;
    private long elapsedMillis;

    SendTrail(long startNanos) {
        this.attemptStartNanos = startNanos;
    }

    /** The same for another message that went through all of it. */
    SendTrail(SendTrail other) {
        attempts.addAll(other.attempts);
        last = other.last;
        lastRefusal = other.lastRefusal;
        mayBeStored = other.mayBeStored;
        onlyOverloaded = other.onlyOverloaded;
        ending = other.ending;
        attemptStartNanos = other.attemptStartNanos;
        elapsedMillis = other.elapsedMillis;
    }

    /**
     * Adds a failed attempt; the next one starts now.
     *
     * @param target where it went, or {@code null} if there was no queue to send to
     */
    void failed(AttemptTarget target, long nowNanos, AttemptFailure failure) {
        Duration elapsed = Duration.ofNanos(nowNanos - attemptStartNanos);
        attemptStartNanos = nowNanos;
        String broker = target == null ? null : target.queue().brokerName();
        String address = target == null ? null : target.address();
        attempts.add(new SendAttempt(attempts.size() + 1, broker, address, elapsed, failure.words()));
        last = failure;
        mayBeStored |= failure.mayBeStored();
        onlyOverloaded &= failure instanceof AttemptFailure.Unanswered unanswered
                && unanswered.failure().kind() == CallFailure.Kind.OVERLOADED;
        if (failure instanceof AttemptFailure.Refused refused) {
            lastRefusal = refused;
        }
    }

    /** When the attempt under way began. */
    long attemptStartNanos() {
        return attemptStartNanos;
    }

    /** The attempt under way begins only now; what went before was no broker's fault. */
    void attemptStarts(long nowNanos) {
        attemptStartNanos = nowNanos;
    }

    /** Says why the send ends although attempts and time may be left. */
    void end(String why) {
        ending = why;
    }

    void endedAfter(long millis) {
        elapsedMillis = millis;
    }

    boolean tried(String brokerName) {
        for (SendAttempt attempt : attempts) {
            if (brokerName.equals(attempt.brokerName())) {
                return true;
            }
        }
        return false;
    }

    boolean triedLast(String brokerName) {
        return !attempts.isEmpty()
                && brokerName.equals(attempts.get(attempts.size() - 1).brokerName());
    }

    /** The time of the whole send, once it has ended. */
    long elapsedMillis() {
        return elapsedMillis;
    }

    int failures() {
        return attempts.size();
    }

    List<SendAttempt> attempts() {
        return attempts;
    }

    /** The last failure, or {@code null} if the send ended before any attempt did. */
    AttemptFailure last() {
        return last;
    }

    /** The last answer of a broker, or {@code null} if none answered. */
    AttemptFailure.Refused lastRefusal() {
        return lastRefusal;
    }

    boolean mayBeStored() {
        return mayBeStored;
    }

    boolean onlyOverloaded() {
        return onlyOverloaded && !attempts.isEmpty();
    }

    /** Why the send ended, or {@code null} if it simply ran out of attempts or of causes to try again. */
    String ending() {
        return ending;
    }
}
