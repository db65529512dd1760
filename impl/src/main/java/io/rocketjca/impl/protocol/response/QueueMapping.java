package io.rocketjca.impl.protocol.response;

import java.util.Set;

/**
 * Which logical queues of a static topic one broker claims to hold.
 *
 * @param brokerName the broker's name
 * @param epoch when the mapping was made; of two brokers that claim a queue, the larger epoch is right
 * @param totalQueues the number of logical queues of the whole topic
 * @param logicalIds the ids of the logical queues on this broker
 */
public record QueueMapping(String brokerName, long epoch, int totalQueues, Set<Integer> logicalIds) {

    public QueueMapping {
        logicalIds = Set.copyOf(logicalIds);
    }
}
