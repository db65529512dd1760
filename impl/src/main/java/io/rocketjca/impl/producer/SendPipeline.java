package io.rocketjca.impl.producer;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.BodyCompressor;
import io.rocketjca.impl.protocol.MessageRules;
import io.rocketjca.impl.protocol.Namespace;
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
    private final SendSteps steps;
    private final SendAdmission admission;
    private final BodyCompressor compressor;
    private final InterceptedSends intercepted;

    /** {@code null} if each message is sent alone. */
    private final AutoBatch batching;

    private final MessageSearch search;
    private final MessageRecall recall;

    public SendPipeline(ProducerConfig config, SendEnvironment environment) {
        this.config = config;
        this.steps = new SendSteps(config, environment);
        this.admission = new SendAdmission(
                steps, environment.room().gate(), config.flow().waitForRoom());
        this.compressor =
                BodyCompressor.of(config.body().compressType(), config.body().compressLevel());
        this.batching = AutoBatch.of(config, environment);
        BrokerQuestions questions = new BrokerQuestions(environment);
        Namespace names = new Namespace(config.addressing().namespace());
        this.search = new MessageSearch(questions, environment, names);
        this.recall = new MessageRecall(questions, environment, names, names.group(config.producerGroup()));
        this.intercepted = new InterceptedSends(this, config);
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        if (options.interceptors() != null) {
            return intercepted.send(message, options, false, this::send);
        }
        return awaited(accept(message, options, SendMode.SYNC, null));
    }

    @Override
    public SendReceipt sendHalf(Message message, SendOptions options, SendPlan plan) {
        if (options.interceptors() != null) {
            return intercepted.send(message, options, true, (shown, plain) -> sendHalf(shown, plain, plan));
        }
        return awaited(acceptHalf(message, options, SendMode.SYNC, plan));
    }

    private SendReceipt awaited(SendCall call) {
        depart(call);
        return call.awaitReceipt();
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        return sendAsync(message, options, null);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options, Map<String, String> added) {
        SendCall call;
        try {
            if (options.interceptors() != null) {
                return intercepted.sendAsync(message, options, false, (shown, plain) -> sendAsync(shown, plain, added));
            }
            call = accept(message, options, SendMode.ASYNC, added);
            admission.admitStage(call);
        } catch (RuntimeException refusal) {
            return ReadOnlyFuture.failed(refusal);
        }
        call.depart();
        if (admission.mayWait()) {
            call.keepPace();
        }
        return call;
    }

    @Override
    public CompletionStage<SendReceipt> sendHalfAsync(Message message, SendOptions options, SendPlan plan) {
        SendCall call;
        try {
            if (options.interceptors() != null) {
                return intercepted.sendAsync(
                        message, options, true, (shown, plain) -> sendHalfAsync(shown, plain, plan));
            }
            call = acceptHalf(message, options, SendMode.ASYNC, plan);
            admission.admitStage(call);
        } catch (RuntimeException refusal) {
            return ReadOnlyFuture.failed(refusal);
        }
        call.depart();
        return call;
    }

    @Override
    public void check(Message message) {
        checked(message);
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        if (options.interceptors() != null) {
            intercepted.sendOneWay(message, options);
            return;
        }
        SendCall call = accept(message, options, SendMode.ONE_WAY, null);
        SendAdmission.refuseInterrupted(message.topic());
        call.attempt();
        OneWayWrite.write(call, call.awaitConnection(), admission.mayWait());
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

    private SendCall accept(Message message, SendOptions options, SendMode mode, Map<String, String> added) {
        TopicTargets targets = checked(message);
        admission.requireOpen(message.topic());
        byte[] body = travelling(message.body(), targets);
        SendCall call = batching == null || added != null || !AutoBatch.mayGather(message, body, mode)
                ? new SendCall(steps, targets, message, options, mode)
                : new GatheredCall(steps, targets, message, options, mode, targets.lane(batching, steps));
        call.body(body);
        if (added != null) {
            call.add(added);
        }
        return call;
    }

    private SendCall acceptHalf(Message message, SendOptions options, SendMode mode, SendPlan plan) {
        TopicTargets targets = checked(message);
        admission.requireOpen(message.topic());
        SendCall call = new HalfCall(steps, targets, message, options, mode, plan);
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
        MessageRules.checkContent(message, config.body().maxBytes());
        return targets;
    }

    /** What is sent of a body: a compressed form if that is wanted and smaller. */
    byte[] travelling(byte[] body, TopicTargets targets) {
        if (config.body().compresses(body.length)) {
            return smaller(body, targets.compression());
        }
        return body;
    }

    private byte[] smaller(byte[] body, CompressionMemory memory) {
        if (!memory.worthTrying()) {
            return body;
        }
        byte[] smaller = compressor.compress(body);
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
        SendAdmission.refuseInterrupted(call.topic());
        admission.admit(call);
        call.depart();
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
}
