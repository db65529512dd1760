package io.rocketjca.impl.transaction.log;

/**
 * A half message as the log remembers it: where it is, and nothing of what it says.
 *
 * @param nameServers the name servers of its cluster, as configured
 * @param topic as on the wire
 * @param brokerName the broker that stored it
 * @param messageId the unique key
 * @param commitLogOffset where the half stands in the broker's commit log
 * @param stateTableOffset its offset in the broker's queue of halves
 * @param queueId the queue of the topic to which it goes
 * @param ordered whether its order among those of its queue matters
 */
public record LoggedHalf(
        String nameServers,
        String topic,
        String brokerName,
        String messageId,
        long commitLogOffset,
        long stateTableOffset,
        int queueId,
        boolean ordered) {}
