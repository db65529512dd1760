package io.rocketjca.impl.producer;

import io.rocketjca.RecallFailedException;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.RecallHandle;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.request.RecallMessageRequest;
import io.rocketjca.impl.route.NoRouteException;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Recalls a timed message at the broker that holds it back. */
final class MessageRecall {

    private static final int NO_CODE = -1;

    private final BrokerQuestions questions;
    private final Namespace names;
    private final Ticker ticker;
    private final SendGate gate;
    private final String producerGroup;

    MessageRecall(BrokerQuestions questions, SendEnvironment environment, Namespace names, String producerGroup) {
        this.questions = questions;
        this.names = names;
        this.ticker = environment.time().ticker();
        this.gate = environment.room().gate();
        this.producerGroup = producerGroup;
    }

    /** The id of the recalled message. */
    String recall(String topic, String handle, Duration timeout) {
        RecallHandle target = RecallHandle.parse(handle);
        if (topic == null || !target.topic().equals(names.topic(topic))) {
            throw new IllegalArgumentException(
                    "The recall handle belongs to topic " + names.shown(target.topic()) + ", not to " + topic);
        }
        if (!gate.open()) {
            throw failed(target, "the resource adapter is stopping", NO_CODE, null);
        }
        try {
            return recall(target, handle, Deadline.after(ticker, timeout));
        } catch (NoRouteException e) {
            throw failed(target, e.getMessage(), NO_CODE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(target, "the thread was interrupted while it waited", NO_CODE, e);
        }
    }

    private String recall(RecallHandle target, String handle, Deadline deadline) throws InterruptedException {
        TopicBroker broker = questions.brokers(target.topic(), deadline).stream()
                .filter(one -> one.name().equals(target.brokerName()))
                .findFirst()
                .orElseThrow(() -> failed(target, "the topic's route does not name that broker now", NO_CODE, null));
        RemotingCommand request =
                new RecallMessageRequest(producerGroup, target.topic(), handle, broker.name()).toCommand();
        RemotingCommand answer;
        try {
            answer = questions.ask(broker, request, deadline).get();
        } catch (ExecutionException e) {
            throw failed(target, e.getCause().getMessage(), NO_CODE, e.getCause());
        }
        if (answer.code() != ResponseCode.SUCCESS) {
            throw failed(
                    target,
                    new AttemptFailure.Refused(answer.code(), answer.remark()).words() + hint(answer.code()),
                    answer.code(),
                    null);
        }
        return answer.extFields().getOrDefault("msgId", target.messageId());
    }

    private static String hint(int code) {
        return switch (code) {
            case ResponseCode.NO_PERMISSION ->
                ". Hint: brokers recall messages only with recallMessageEnable=true, and for users who may publish";
            case ResponseCode.REQUEST_CODE_NOT_SUPPORTED -> ". Hint: brokers recall messages since RocketMQ 5.3.3";
            case ResponseCode.ILLEGAL_OPERATION -> ". Hint: the message's time may have come";
            default -> "";
        };
    }

    private static RecallFailedException failed(RecallHandle target, String why, int code, Throwable cause) {
        return new RecallFailedException(
                "Message " + target.messageId() + " to topic " + target.topic() + " was not recalled at broker "
                        + target.brokerName() + ", or it is not known: " + why,
                code,
                cause);
    }
}
