package io.rocketjca.impl.producer;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Back-pressure before anything of a message is queued: room among the messages under way and, for a stage, a place where
 * not too many completions wait. Callers that find none wait, at most until the deadline of their send, or fail at once, as
 * configured.
 */
final class SendAdmission {

    /** How often a caller looks whether completions have run meanwhile; nobody tells it. */
    private static final long LOOK_NANOS = 1_000_000;

    private static final String FULL = "There is no room: ";
    private static final String SLOW_BROKERS = ". Hint: brokers answer more slowly than this application sends";
    private static final String SLOW_COMPLETIONS =
            ". Hint: what this application attached to its stages takes longer than sending";

    private final InFlightLimit limit;
    private final SendGate gate;
    private final SendSteps steps;
    private final boolean mayWait;

    SendAdmission(SendSteps steps, SendGate gate, boolean mayWait) {
        this.steps = steps;
        this.limit = steps.limit();
        this.gate = gate;
        this.mayWait = mayWait;
    }

    /** Refuses a send that comes too late. */
    void requireOpen(String topic) {
        if (!gate.open()) {
            throw notSent(topic, "The resource adapter is stopping", null);
        }
    }

    /** Whether sends wait for room. */
    boolean mayWait() {
        return mayWait;
    }

    /** Takes the room of a call whose caller will wait for its end, or throws. */
    void admit(SendCall call) {
        long need = call.need();
        if (!limit.tryAcquire(need)) {
            awaitRoom(call, need);
            call.attemptStarts();
        }
        // Asked after the room was taken, so that a stop which waits for all room to be given back waits for this send
        // too.
        if (!gate.open()) {
            limit.giveBack(need);
            requireOpen(call.topic());
        }
    }

    /** Takes the room of a call that ends with a completion, or throws. */
    void admitStage(SendCall call) {
        if (steps.completions().waiting(call.dispatcher()) >= limit.maxMessages()) {
            awaitCompletions(call);
            call.attemptStarts();
        }
        admit(call);
    }

    /** A caller whose thread was interrupted before does not start at all. */
    static void refuseInterrupted(String topic) {
        if (Thread.currentThread().isInterrupted()) {
            throw notSent(topic, "The thread was interrupted before it started to send", null);
        }
    }

    private void awaitRoom(SendCall call, long need) {
        if (!mayWait) {
            throw overload(call, FULL + limit.describe() + SLOW_BROKERS + remedy());
        }
        try {
            if (!limit.acquire(need, call.deadline())) {
                throw overload(call, late(call) + limit.describe() + SLOW_BROKERS);
            }
        } catch (InterruptedException e) {
            throw interrupted(call, limit.describe(), e);
        }
    }

    /**
     * Waits for completions to run. A thread that runs them cannot wait for itself: it goes on, up to twice the bound, beyond
     * which it fails.
     */
    private void awaitCompletions(SendCall call) {
        Completions completions = steps.completions();
        CompletionDispatcher dispatcher = call.dispatcher();
        int most = limit.maxMessages();
        if (completions.servedByCaller(dispatcher)) {
            int waiting = completions.waiting(dispatcher);
            if (waiting >= 2L * most) {
                throw overload(call, FULL + describe(waiting) + SLOW_COMPLETIONS);
            }
            return;
        }
        for (int waiting = completions.waiting(dispatcher);
                waiting >= most;
                waiting = completions.waiting(dispatcher)) {
            if (!mayWait) {
                throw overload(call, FULL + describe(waiting) + SLOW_COMPLETIONS + remedy());
            }
            long remaining = call.deadline().remainingNanos(steps.ticker());
            if (remaining <= 0) {
                throw overload(call, late(call) + describe(waiting) + SLOW_COMPLETIONS);
            }
            if (Thread.interrupted()) {
                throw interrupted(call, describe(waiting), null);
            }
            LockSupport.parkNanos(this, Math.min(remaining, LOOK_NANOS));
        }
    }

    private static String describe(int waiting) {
        return waiting + " completions wait for this application to run them";
    }

    private static String late(SendCall call) {
        return "No room came within " + TimeUnit.NANOSECONDS.toMillis(call.timeoutNanos()) + " ms: ";
    }

    private static String remedy() {
        return "; waitForRoom would have it wait";
    }

    private static OverloadException overload(SendCall call, String why) {
        return new OverloadException(text(call.topic(), why), call.topic());
    }

    private static NotSentException interrupted(SendCall call, String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return notSent(call.topic(), "The thread was interrupted while it waited for room: " + what, cause);
    }

    private static NotSentException notSent(String topic, String why, Throwable cause) {
        return new NotSentException(text(topic, why), topic, List.of(), cause);
    }

    private static String text(String topic, String why) {
        return "Message to topic " + topic + " was not sent; sending it again cannot duplicate it. " + why;
    }
}
