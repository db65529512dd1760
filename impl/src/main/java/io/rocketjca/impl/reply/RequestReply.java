package io.rocketjca.impl.reply;

import io.netty.buffer.ByteBufUtil;
import io.rocketjca.CompletionDispatcher;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.OverloadException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.producer.Completions;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.ReadOnlyFuture;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.push.PushedReply;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one client: sends them, and brings each the one reply that brokers push, over whatever connection. Brokers
 * find this client by the id that its heartbeats announce.
 */
public final class RequestReply {

    /** As for every configured time; longer is a mistake in the unit. */
    static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(RequestReply.class);

    private final String clientId;
    private final Supplier<String> correlationIds;
    private final Timer timer;
    private final Completions completions;
    private final int maxBodyBytes;
    private final WaitingRequests waiting = new WaitingRequests();
    private final LongAdder dropped = new LongAdder();

    /**
     * @param clientId what the heartbeats of this client announce
     * @param correlationIds makes an id per request that nobody can guess
     * @param timer ends requests that get no reply
     * @param completions runs the completions of requests without a dispatcher, and those whose dispatcher refuses
     * @param maxBodyBytes the most bytes that the body of a reply may grow to when it is decompressed
     */
    public RequestReply(
            String clientId, Supplier<String> correlationIds, Timer timer, Executor completions, int maxBodyBytes) {
        this.clientId = clientId;
        this.correlationIds = correlationIds;
        this.timer = timer;
        this.completions = new Completions(completions);
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Sends a request.
     *
     * @return completes once, where the options say; this method itself throws nothing
     */
    public CompletionStage<ReplyMessage> request(
            MessageProducer producer, Message message, Duration timeout, SendOptions options) {
        try {
            check(message, timeout);
            return send(producer, message, timeout, options);
        } catch (RuntimeException refusal) {
            return ReadOnlyFuture.failed(refusal);
        }
    }

    private CompletionStage<ReplyMessage> send(
            MessageProducer producer, Message message, Duration timeout, SendOptions options) {
        WaitingRequest request = new WaitingRequest(
                correlationIds.get(), message.topic(), timeout, maxBodyBytes, options.completions(), this::ended);
        if (!waiting.add(request)) {
            throw tooMany(message.topic());
        }
        request.expireBy(timer.once(timeout, request::expire));
        producer.sendAsync(message, sending(options, timeout), properties(request, timeout))
                .whenComplete(request::sent);
        return request;
    }

    /** A reply was pushed: acknowledges it, unless it cannot be read. */
    public RemotingCommand pushed(Connection connection, InboundFrame pushed) {
        PushedReply reply = PushedReply.decode(pushed, ByteBufUtil.getBytes(pushed.body()));
        WaitingRequest request = waiting.find(reply.correlationId());
        if (request == null || !request.answered(reply)) {
            dropped.increment();
            LOG.debug(
                    "reply dropped, nobody waits for it address={} correlationId={}",
                    connection.address(),
                    reply.correlationId());
        }
        return RemotingCommand.answer(ResponseCode.SUCCESS, pushed.opaque(), null, Map.of(), null);
    }

    /** Ends all that still wait: no reply can come any more. */
    public void stop() {
        waiting.all().forEach(WaitingRequest::stopped);
    }

    /** The number of requests that wait. */
    public int waiting() {
        return waiting.size();
    }

    /** How many replies came too late, a second time, or for nobody known. */
    public long dropped() {
        return dropped.sum();
    }

    private void ended(WaitingRequest request) {
        waiting.remove(request);
        completions.complete(request, request.dispatcher());
    }

    private Map<String, String> properties(WaitingRequest request, Duration timeout) {
        return Map.of(
                MessageProperties.CORRELATION_ID,
                request.correlationId(),
                MessageProperties.REPLY_TO_CLIENT,
                clientId,
                MessageProperties.TTL,
                Long.toString(Math.max(1, timeout.toMillis())));
    }

    private static SendOptions sending(SendOptions options, Duration timeout) {
        boolean shorter = options.timeout() != null && options.timeout().compareTo(timeout) < 0;
        SendOptions bounded = options.withTimeout(shorter ? options.timeout() : timeout);
        // interceptors are the application's own code
        return options.interceptors() == null ? bounded.withCompletions(new EndOfSend(options.completions())) : bounded;
    }

    private static void check(Message message, Duration timeout) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        if (message.reply()) {
            throw new IllegalMessageException(
                    "The message to topic " + message.topic() + " is a reply, which cannot be a request too");
        }
        if (message.options() != null && message.options().ofOwnKind()) {
            throw new IllegalMessageException("The request to topic " + message.topic()
                    + " is a message of a kind of its own (delayed, timed, with a priority or a lite topic), but somebody waits"
                    + " for its reply: send it without");
        }
        if (timeout == null || timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalMessageException("The time to wait for a reply from topic " + message.topic() + " is "
                    + timeout + ", but must be greater than zero and at most " + MAX_TIMEOUT);
        }
    }

    private static OverloadException tooMany(String topic) {
        return new OverloadException(
                "Request to topic " + topic + " was not sent; sending it again cannot duplicate it. "
                        + WaitingRequests.MAX_WAITING
                        + " requests wait for their replies already. Hint: the consumers reply more slowly than this"
                        + " application asks; ask less at a time, or wait a shorter time for each",
                topic);
    }

    /**
     * The end of a request's send is ours, and runs at once. What follows from it is dispatched as the application says, whose
     * completions count before a request is sent, as they do before any send.
     */
    private record EndOfSend(CompletionDispatcher application) implements CompletionDispatcher {

        @Override
        public void dispatch(Runnable completion, Executor fallback) {
            completion.run();
        }

        @Override
        public int waiting() {
            return application == null ? 0 : application.waiting();
        }

        @Override
        public boolean servedByCaller() {
            return application != null && application.servedByCaller();
        }
    }
}
