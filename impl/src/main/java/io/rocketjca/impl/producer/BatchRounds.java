package io.rocketjca.impl.producer;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.time.Deadline;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Sends the messages of one {@code sendAll}, on the caller's thread: all that may be under way together, then what had to wait
 * for it, until all have ended or the time of the whole is over.
 */
final class BatchRounds {

    private static final String TOO_LATE = "the time for all messages together was over";

    private final SendPipeline pipeline;
    private final SendSteps steps;
    private final SendOptions options;
    private final Deadline deadline;
    private final Message[] messages;
    private final SendOutcome[] outcomes;
    private final BatchPlan plan;

    BatchRounds(
            SendPipeline pipeline, SendSteps steps, ProducerConfig config, Message[] messages, SendOptions options) {
        this.pipeline = pipeline;
        this.steps = steps;
        this.options = options;
        this.deadline = new Deadline(steps.ticker().nanos() + steps.timeoutNanos(options));
        this.messages = messages;
        this.outcomes = new SendOutcome[messages.length];
        this.plan = new BatchPlan(pipeline, config, steps);
    }

    List<SendOutcome> send() {
        for (int index = 0; index < messages.length && options.interceptors() == null; index++) {
            plan(index);
        }
        int number = 0;
        if (options.interceptors() != null) {
            sendEachAlone();
        }
        for (List<MessageBatch> round = plan.round(0); !round.isEmpty(); round = plan.round(++number)) {
            send(round, number == 0 ? options : optionsNow());
        }
        return List.of(outcomes);
    }

    /** Interceptors stand around each send, and may give every message properties of its own. */
    private void sendEachAlone() {
        for (int index = 0; index < messages.length; index++) {
            try {
                SendOptions now = optionsNow();
                if (now == null) {
                    throw notSent(messages[index] == null ? null : messages[index].topic(), TOO_LATE);
                }
                outcomes[index] = new SendOutcome.Stored(pipeline.send(messages[index], now));
            } catch (MessagingException failure) {
                outcomes[index] = new SendOutcome.Failed(failure);
            }
        }
    }

    private void plan(int index) {
        try {
            plan.add(index, messages[index], pipeline.checked(messages[index]));
        } catch (IllegalMessageException illegal) {
            outcomes[index] = new SendOutcome.Failed(illegal);
        }
    }

    /** The same with the time that is left, or {@code null} if none is. */
    private SendOptions optionsNow() {
        long remaining = deadline.remainingNanos(steps.ticker());
        return remaining <= 0 ? null : options.withTimeout(Duration.ofNanos(remaining));
    }

    private void send(List<MessageBatch> round, SendOptions roundOptions) {
        SendCall[] calls = new SendCall[round.size()];
        // Each clock starts before the first wait for room.
        Arrays.setAll(calls, i -> call(round.get(i), roundOptions));
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] != null && !depart(calls[i], round.get(i))) {
                calls[i] = null;
            }
        }
        for (int i = 0; i < calls.length; i++) {
            if (calls[i] != null) {
                round.get(i).conclude(calls[i], outcomes);
            }
        }
    }

    /** The call for a batch, or {@code null} if it must not be sent, which is noted then. */
    private SendCall call(MessageBatch batch, SendOptions roundOptions) {
        if (batch.previous() != null && !batch.previous().stored(outcomes)) {
            refuse(batch, "a message before it, with the same queue or ordering key, has failed, and order is kept");
            return null;
        }
        if (roundOptions == null) {
            refuse(batch, TOO_LATE);
            return null;
        }
        return batch.size() == 1
                ? pipeline.call(
                        batch.targets(), batch.first().message(), batch.first().body(), roundOptions)
                : new PlannedBatch(steps, batch, roundOptions, SendMode.SYNC);
    }

    private void refuse(MessageBatch batch, String why) {
        String topic = batch.first().message().topic();
        batch.conclude(new SendOutcome.Failed(notSent(topic, why)), outcomes);
    }

    private static NotSentException notSent(String topic, String why) {
        String text = "Message to topic " + topic + " was not sent; sending it again cannot duplicate it: " + why;
        return new NotSentException(text, topic, List.of(), null);
    }

    private boolean depart(SendCall call, MessageBatch batch) {
        try {
            pipeline.depart(call);
            return true;
        } catch (MessagingException refusal) {
            batch.conclude(new SendOutcome.Failed(refusal), outcomes);
            return false;
        }
    }
}
