package io.rocketjca.impl.producer;

/**
 * Where a broker keeps a half message.
 *
 * @param uniqueKey its unique key
 * @param topic the topic it will appear in, by its name on the wire
 * @param brokerName the broker
 * @param queueId the queue it will appear in
 * @param commitLogOffset its place in the broker's commit log
 * @param stateTableOffset its place in the broker's queue of half messages
 * @param listener told how it ends
 */
public record StoredHalf(
        String uniqueKey,
        String topic,
        String brokerName,
        int queueId,
        long commitLogOffset,
        long stateTableOffset,
        HalfListener listener) {}
