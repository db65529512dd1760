package io.rocketjca.impl.producer;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.MessageRules;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.ZlibCompressor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The one way by which messages are sent, in all modes: accept (rules, unique key, compression), back-pressure, then
 * attempts ({@link AttemptStep}) until one brings a receipt or {@link RetryStep} gives up. {@link SendCall} carries a
 * message through the steps.
 *
 * <p>Where more room in flight must be awaited, every mode blocks its caller, at most until the deadline of the send.
 */
public final class SendPipeline implements MessageProducer {

    private final ProducerConfig config;
    private final InFlightLimit limit;
    private final SendGate gate;
    private final SendSteps steps;
    private final ZlibCompressor compressor;
    private final InterceptedSends intercepted;
    private final MessageSearch search;
    private final MessageRecall recall;

    public SendPipeline(ProducerConfig config, SendEnvironment environment) {
        this.config = config;
        this.limit = environment.limit();
        this.gate = environment.gate();
        this.steps = new SendSteps(config, environment);
        this.compressor = new ZlibCompressor(config.compressLevel());
        BrokerQuestions questions = new BrokerQuestions(environment);
        Namespace names = new Namespace(config.addressing().namespace());
        this.search = new MessageSearch(questions, environment, names);
        this.recall = new MessageRecall(questions, environment, names, names.group(config.producerGroup()));
        this.intercepted = new InterceptedSends(this, config);
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        return send(message, options, null);
    }

    @Override
    public void check(Message message) {
        checked(message);
    }

    @Override
    public SendReceipt sendHalf(Message message, SendOptions options, SendPlan plan) {
        return send(message, options, plan);
    }

    private SendReceipt send(Message message, SendOptions options, SendPlan plan) {
        if (options.interceptors() != null) {
            return intercepted.send(message, options, (shown, plain) -> send(shown, plain, plan));
        }
        SendCall call = accept(message, options, SendMode.SYNC, plan);
        depart(call);
        return call.awaitReceipt();
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        return sendAsync(message, options, null);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options, Map<String, String> added) {
        return sendAsync(message, options, added, null);
    }

    @Override
    public CompletionStage<SendReceipt> sendHalfAsync(Message message, SendOptions options, SendPlan plan) {
        return sendAsync(message, options, null, plan);
    }

    private CompletionStage<SendReceipt> sendAsync(
            Message message, SendOptions options, Map<String, String> added, SendPlan plan) {
        SendCall call;
        try {
            if (options.interceptors() != null) {
                return intercepted.sendAsync(message, options, (shown, plain) -> sendAsync(shown, plain, added, plan));
            }
            call = accept(message, options, SendMode.ASYNC, plan);
            if (added != null) {
                call.add(added);
            }
            takeRoom(call);
        } catch (RuntimeException refusal) {
            return ReadOnlyFuture.failed(refusal);
        }
        call.attempt();
        return call;
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        if (options.interceptors() != null) {
            intercepted.sendOneWay(message, options);
            return;
        }
        SendCall call = accept(message, options, SendMode.ONE_WAY, null);
        refuseInterrupted(message);
        call.attempt();
        OneWayWrite.write(call, call.awaitConnection());
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        return new BatchRounds(this, steps, config, messages.toArray(new Message[0]), options).send();
    }

    @Override
    public Optional<StoredMessage> find(String topic, String messageId, SendOptions options) {
        return search.find(topic, messageId, Duration.ofNanos(steps.timeoutNanos(options)));
    }

    @Override
    public String recall(String topic, String recallHandle, SendOptions options) {
        return recall.recall(topic, recallHandle, Duration.ofNanos(steps.timeoutNanos(options)));
    }

    private SendCall accept(Message message, SendOptions options, SendMode mode, SendPlan plan) {
        TopicTargets targets = checked(message);
        if (!gate.open()) {
            throw stopping(message.topic());
        }
        SendCall call = plan == null
                ? new SendCall(steps, targets, message, options, mode)
                : new HalfCall(steps, targets, message, options, mode, plan);
        call.body(travelling(message.body(), targets));
        return call;
    }

    // ---- for those that are sent together ----

    /** The targets of the message's topic; refuses a message that breaks a rule. */
    TopicTargets checked(Message message) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        TopicTargets targets = targets(message);
        MessageRules.checkContent(message, config.maxMessageBytes());
        return targets;
    }

    /** What is sent of a body: a compressed form if that is wanted and smaller. */
    byte[] travelling(byte[] body, TopicTargets targets) {
        if (config.compressAboveBytes() > 0 && body.length >= config.compressAboveBytes()) {
            return smaller(body, targets.compression());
        }
        return body;
    }

    private byte[] smaller(byte[] body, CompressionMemory memory) {
        if (!memory.worthTrying()) {
            return body;
        }
        byte[] smaller = compressor.deflate(body);
        if (smaller == null) {
            memory.triedInVain();
            return body;
        }
        memory.shrank();
        return smaller;
    }

    /** A call for one message that was checked, whose caller will wait. */
    SendCall call(TopicTargets targets, Message message, byte[] body, SendOptions options) {
        SendCall call = new SendCall(steps, targets, message, options, SendMode.SYNC);
        call.body(body);
        return call;
    }

    /** Lets a call go whose caller will wait. */
    void depart(SendCall call) {
        refuseInterrupted(call.message());
        takeRoom(call);
        call.attempt();
    }

    // ---- the steps before the first attempt ----

    /** Those of the message's topic, whose name is checked only when it is new. */
    private TopicTargets targets(Message message) {
        QueueSelector topics = steps.topics(message.reply());
        TopicTargets known = topics.find(message.topic());
        if (known != null) {
            return known;
        }
        MessageRules.checkTopic(message);
        return topics.add(message.topic());
    }

    private void takeRoom(SendCall call) {
        long need = call.need();
        if (!limit.tryAcquire(need)) {
            awaitRoom(call, need);
            call.attemptStarts();
        }
        // Asked after the room was taken, so that a stop which waits for all room to be given back waits for this send
        // too.
        if (!gate.open()) {
            limit.giveBack(need);
            throw stopping(call.topic());
        }
    }

    private void awaitRoom(SendCall call, long need) {
        try {
            if (!limit.acquire(need, call.deadline())) {
                throw new OverloadException(
                        "Message to topic " + call.topic()
                                + " was not sent; sending it again cannot duplicate it. No room"
                                + " came within " + call.timeoutMillis() + " ms: " + limit.describe()
                                + ". Hint: brokers answer more slowly than this application sends",
                        call.topic());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException(
                    "Message to topic " + call.topic()
                            + " was not sent; sending it again cannot duplicate it. The thread was"
                            + " interrupted while it waited for room: " + limit.describe(),
                    call.topic(),
                    List.of(),
                    e);
        }
    }

    private static void refuseInterrupted(Message message) {
        if (Thread.currentThread().isInterrupted()) {
            throw new NotSentException(
                    "Message to topic " + message.topic()
                            + " was not sent; sending it again cannot duplicate it. The thread"
                            + " was interrupted before it started to send",
                    message.topic(),
                    List.of(),
                    null);
        }
    }

    private static NotSentException stopping(String topic) {
        return new NotSentException(
                "Message to topic " + topic
                        + " was not sent; sending it again cannot duplicate it. The resource adapter is" + " stopping",
                topic,
                List.of(),
                null);
    }
}
