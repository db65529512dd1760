package io.rocketjca.impl.protocol.request;

/**
 * What all messages of one kind from one producer group to one queue have in common in their headers.
 *
 * @param requestCode {@code SEND_MESSAGE_V2}, or another request with the same fields
 * @param producerGroup the producer group
 * @param topic the topic
 * @param defaultTopic the topic whose settings a topic takes that is created on demand
 * @param defaultTopicQueues the number of queues asked for when a topic is created on demand
 * @param brokerName the broker's name
 * @param queueId the queue's id within the broker
 * @param unitMode whether a topic that is created on demand is marked as one of a unit
 */
public record SendTarget(
        int requestCode,
        String producerGroup,
        String topic,
        String defaultTopic,
        int defaultTopicQueues,
        String brokerName,
        int queueId,
        boolean unitMode) {}
