package io.rocketjca.impl.protocol.response;

/**
 * The queues of a topic on one broker.
 *
 * @param brokerName the broker's name
 * @param readQueues the number of queues that can be read
 * @param writeQueues the number of queues that can be written
 * @param permission the permission bits: 4 read, 2 write, 1 inherit
 * @param topicSysFlag the topic's flags
 */
public record QueueData(String brokerName, int readQueues, int writeQueues, int permission, int topicSysFlag) {

    private static final int WRITE = 2;

    public boolean writable() {
        return (permission & WRITE) != 0;
    }
}
