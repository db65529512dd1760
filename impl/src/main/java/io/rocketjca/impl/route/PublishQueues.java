package io.rocketjca.impl.route;

import java.util.List;

/**
 * The writable part of a topic's route: an immutable snapshot, in an order that is the same for every client (broker name,
 * then queue id).
 *
 * @param topic the topic
 * @param queues the queues that can be written to; never empty
 * @param source who said so and when, in words, for error texts
 */
public record PublishQueues(String topic, List<MessageQueue> queues, String source) {

    public PublishQueues {
        queues = List.copyOf(queues);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("A topic without writable queues has no publish queues: " + topic);
        }
    }
}
