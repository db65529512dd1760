package io.rocketjca.impl.route;

import java.util.List;

/**
 * The queues of a topic that messages are written to: an immutable snapshot, in the order of RocketMQ's own client, so that
 * the same ordering key chooses the same queue here and there. That order is: broker name, then queue id; for an ordered topic
 * that of its order configuration; for a static topic the logical queue id.
 *
 * @param topic the topic
 * @param queues the queues, at least one of them {@linkplain MessageQueue#writable writable}
 * @param source who said so and when, in words, for error texts
 */
public record PublishQueues(String topic, List<MessageQueue> queues, String source) {

    public PublishQueues {
        queues = List.copyOf(queues);
        if (queues.stream().noneMatch(MessageQueue::writable)) {
            throw new IllegalArgumentException("A topic without writable queues has no publish queues: " + topic);
        }
    }
}
