package io.rocketjca.impl.producer;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.MessageRules;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/**
 * Sends that somebody stands around: everything else about them is left to the pipeline, so that a send without interceptors
 * pays nothing. Interceptors come with the options of a call and go with it.
 */
final class InterceptedSends {

    private final MessageProducer pipeline;
    private final ProducerConfig config;
    private final AtomicBoolean told = new AtomicBoolean();

    InterceptedSends(MessageProducer pipeline, ProducerConfig config) {
        this.pipeline = pipeline;
        this.config = config;
    }

    SendReceipt send(
            Message message, SendOptions options, boolean half, BiFunction<Message, SendOptions, SendReceipt> next) {
        Interception interception = interception(message, options, new Manner(false, half));
        SendReceipt receipt;
        try {
            receipt = next.apply(interception.before(), plain(options));
        } catch (RuntimeException failure) {
            interception.after(null, failure);
            throw failure;
        }
        interception.after(receipt, null);
        return receipt;
    }

    CompletionStage<SendReceipt> sendAsync(
            Message message,
            SendOptions options,
            boolean half,
            BiFunction<Message, SendOptions, CompletionStage<SendReceipt>> next) {
        ReadOnlyFuture<SendReceipt> stage = new ReadOnlyFuture<>();
        try {
            Interception interception = interception(message, options, new Manner(false, half));
            start(interception, options, next).whenComplete((receipt, failure) -> {
                interception.after(receipt, failure);
                if (failure == null) {
                    stage.settle(receipt);
                } else {
                    stage.settleExceptionally(failure);
                }
            });
        } catch (RuntimeException failure) {
            stage.settleExceptionally(failure);
        }
        return stage;
    }

    private CompletionStage<SendReceipt> start(
            Interception interception,
            SendOptions options,
            BiFunction<Message, SendOptions, CompletionStage<SendReceipt>> next) {
        try {
            return next.apply(interception.before(), plain(options));
        } catch (RuntimeException veto) {
            return ReadOnlyFuture.failed(veto);
        }
    }

    void sendOneWay(Message message, SendOptions options) {
        Interception interception = interception(message, options, new Manner(true, false));
        try {
            pipeline.sendOneWay(interception.before(), plain(options));
        } catch (RuntimeException failure) {
            interception.after(null, failure);
            throw failure;
        }
        interception.after(null, null);
    }

    /** A message that nobody could send is shown to nobody. */
    private Interception interception(Message message, SendOptions options, Manner manner) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        MessageRules.checkTopic(message);
        MessageRules.checkContent(message, config.body().maxBytes());
        return new Interception(options.interceptors(), config.producerGroup(), message, manner, told);
    }

    /**
     * How a message is sent.
     *
     * @param oneWay whether the sender hears nothing of a broker
     * @param half whether it becomes a half message
     */
    record Manner(boolean oneWay, boolean half) {}

    private static SendOptions plain(SendOptions options) {
        return new SendOptions(options.timeout(), options.completions());
    }
}
