package io.rocketjca.impl.producer;

import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * A send's wait for something that arrives by itself, such as a connection; ends at the send's deadline at the latest, and
 * goes on with exactly one of arrival, failure and expiry, unless the send has ended meanwhile.
 */
final class BoundedWait<T> implements BiConsumer<T, Throwable> {

    /** What a send does when its wait is over. */
    @FunctionalInterface
    interface Continuation<T> {

        /**
         * Goes on, as the owner of the send.
         *
         * @param value what arrived, or {@code null}
         * @param failure why nothing will, or {@code null}; if both are, the deadline has passed
         */
        void resume(SendCall call, T value, Throwable failure);
    }

    private final SendCall call;
    private final Continuation<T> continuation;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Ends the wait at the deadline; {@code null} if what is awaited ends by itself. */
    private final Timer.Scheduled guard;

    private BoundedWait(SendCall call, Continuation<T> continuation) {
        this.call = call;
        this.continuation = continuation;
        this.guard = null;
    }

    private BoundedWait(SendCall call, Timer timer, Duration remaining, Continuation<T> continuation) {
        this.call = call;
        this.continuation = continuation;
        this.guard = timer.once(remaining, () -> resume(null, null));
    }

    /** Lets the send wait. The caller must not touch it afterwards: its continuation may already be running. */
    static <T> void begin(SendCall call, Timer timer, CompletionStage<T> awaited, Continuation<T> continuation) {
        Duration remaining = call.remaining();
        startWaiting(call);
        awaited.whenComplete(new BoundedWait<>(call, timer, remaining, continuation));
    }

    /** The same for what ends by the send's deadline by itself, and can tell better than a guard why nothing arrived. */
    static <T> void beginSelfEnding(SendCall call, CompletionStage<T> awaited, Continuation<T> continuation) {
        startWaiting(call);
        awaited.whenComplete(new BoundedWait<>(call, continuation));
    }

    /** The same for what comes only by a timer that calls {@link SendCall#stopWaiting}, which the caller sets afterwards. */
    static void startWaiting(SendCall call) {
        SendGate gate = call.steps().gate();
        gate.waits(call);
        call.startWaiting();
        if (gate.over()) {
            call.stopped();
        }
    }

    @Override
    public void accept(T value, Throwable failure) {
        if (guard != null) {
            guard.cancel();
        }
        resume(value, failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
    }

    private void resume(T value, Throwable failure) {
        call.steps().gate().waitsNoLonger(call);
        if (over.compareAndSet(false, true) && call.stopWaiting()) {
            continuation.resume(call, value, failure);
        }
    }
}
