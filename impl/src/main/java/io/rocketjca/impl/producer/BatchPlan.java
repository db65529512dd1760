package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.impl.config.ProducerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorts the messages of one {@code sendAll} into lanes. */
final class BatchPlan {

    private final SendPipeline pipeline;
    private final ProducerConfig config;
    private final SendSteps steps;
    private final Map<BatchLane.Place, BatchLane> lanes = new HashMap<>();

    /** The lane of the last message, which most often is that of the next one too. */
    private Message last;

    private BatchLane lastLane;

    BatchPlan(SendPipeline pipeline, ProducerConfig config, SendSteps steps) {
        this.pipeline = pipeline;
        this.config = config;
        this.steps = steps;
    }

    /**
     * Adds a message that breaks no rule.
     *
     * @param index its place among the messages of the caller
     */
    void add(int index, Message message, TopicTargets targets) {
        byte[] body = pipeline.travelling(message.body(), targets);
        byte[] properties = steps.tags().encode(message);
        lane(message, targets).add(new MessageBatch.Entry(index, message, body, properties));
    }

    private BatchLane lane(Message message, TopicTargets targets) {
        if (last == null || !samePlace(last, message)) {
            lastLane = lanes.computeIfAbsent(
                    BatchLane.Place.of(message),
                    place -> new BatchLane(targets, place, config.body().maxBytes()));
            last = message;
        }
        return lastLane;
    }

    /** Whether two messages, neither of them placed, go to the same lane; placed ones are looked up. */
    private static boolean samePlace(Message one, Message other) {
        return !one.placed()
                && !other.placed()
                && one.reply() == other.reply()
                && one.topic().equals(other.topic());
    }

    /** What may be under way at the same time: all of a lane without order, one batch of each ordered lane. */
    List<MessageBatch> round(int number) {
        List<MessageBatch> round = new ArrayList<>();
        lanes.values().forEach(lane -> lane.addRound(number, round));
        return round;
    }
}
