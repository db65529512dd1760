package io.rocketjca.impl.reply;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.NoReplyException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.ReplyTimeoutException;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.producer.ReadOnlyFuture;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.push.PushedReply;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One request: the stage that the application holds, and what of reply, end of the send, and deadline came first. The first
 * end counts; all others are told so by {@code false}.
 */
final class WaitingRequest extends ReadOnlyFuture<ReplyMessage> implements Runnable {

    /** What {@link #progress} says once the time was over before the send had ended. */
    private static final Object EXPIRED = new Object();

    private final String correlationId;
    private final String topic;
    private final Duration timeout;
    private final int maxBodyBytes;
    private final CompletionDispatcher dispatcher;
    private final Consumer<WaitingRequest> ending;

    /** The receipt of the request, or {@link #EXPIRED}, whichever came first. */
    private final AtomicReference<Object> progress = new AtomicReference<>();

    /** A {@link PushedReply} or a {@link Throwable}. */
    private final AtomicReference<Object> outcome = new AtomicReference<>();

    private volatile Timer.Scheduled limit;

    /**
     * @param dispatcher where to complete, or {@code null}
     * @param ending called once, when the outcome is known; has {@link #run} run where application code may run
     */
    WaitingRequest(
            String correlationId,
            String topic,
            Duration timeout,
            int maxBodyBytes,
            CompletionDispatcher dispatcher,
            Consumer<WaitingRequest> ending) {
        this.correlationId = correlationId;
        this.topic = topic;
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
        this.dispatcher = dispatcher;
        this.ending = ending;
    }

    String correlationId() {
        return correlationId;
    }

    CompletionDispatcher dispatcher() {
        return dispatcher;
    }

    /** Remembers what will call {@link #expire}, to cancel it when the request ends before. */
    void expireBy(Timer.Scheduled newLimit) {
        limit = newLimit;
    }

    /** The send has ended; one of the two is {@code null}. */
    void sent(SendReceipt receipt, Throwable failure) {
        if (failure != null) {
            end(failure);
        } else if (!progress.compareAndSet(null, receipt)) {
            end(timedOut(receipt));
        }
    }

    /** The time is over. A send that has not ended is about to, with an exception that tells more. */
    void expire() {
        if (!progress.compareAndSet(null, EXPIRED) && progress.get() instanceof SendReceipt receipt) {
            end(timedOut(receipt));
        }
    }

    /** The reply is here; false if the request had ended before. */
    boolean answered(PushedReply reply) {
        return end(reply);
    }

    void stopped() {
        end(new NoReplyException(
                describe() + " gets no reply any more: the resource adapter was stopped while it waited. It may have"
                        + " been handled",
                topic,
                correlationId,
                null));
    }

    /** Completes the stage; before the end, and the second time, nothing happens. */
    @Override
    public void run() {
        Object result = outcome.get();
        if (result == null || isDone()) {
            return;
        }
        if (result instanceof PushedReply reply) {
            settleWith(reply);
        } else {
            settleExceptionally((Throwable) result);
        }
    }

    /** Here, because decompressing a large body would hold up the event loop. */
    private void settleWith(PushedReply reply) {
        ReceivedReply received;
        try {
            received = ReceivedReply.of(reply, maxBodyBytes);
        } catch (ProtocolException e) {
            settleExceptionally(new NoReplyException(
                    describe() + " got a reply that cannot be read: " + e.getMessage()
                            + ". Hint: let the replier compress with zlib, or not at all",
                    topic,
                    correlationId,
                    e));
            return;
        }
        settle(received);
    }

    private boolean end(Object result) {
        boolean first = outcome.compareAndSet(null, result);
        if (first) {
            Timer.Scheduled scheduled = limit;
            if (scheduled != null) {
                scheduled.cancel();
            }
            ending.accept(this);
        }
        return first;
    }

    private ReplyTimeoutException timedOut(SendReceipt receipt) {
        return new ReplyTimeoutException(
                describe() + " was stored by broker " + receipt.brokerName() + " (messageId " + receipt.messageId()
                        + "), but no reply came within " + timeout.toMillis()
                        + " ms; it may have been handled. Hint: check that a consumer of the topic runs and replies in time",
                topic,
                correlationId,
                receipt.messageId());
    }

    private String describe() {
        return "Request " + correlationId + " to topic " + topic;
    }
}
