package io.rocketjca.impl.route;

/**
 * The unit of load balancing: one queue of one topic on one broker.
 *
 * @param brokerName the broker's name, which stays the same when its address changes
 * @param brokerAddress the master's address as {@code host:port}, or {@code null} if the broker has no master now: only queues
 *     with a fixed place in the order of the topic are listed without one
 * @param queueId the queue's id within the broker
 */
public record MessageQueue(String brokerName, String brokerAddress, int queueId) {

    /** Whether the queue can be written to now. */
    public boolean writable() {
        return brokerAddress != null;
    }
}
