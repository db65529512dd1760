package io.rocketjca.impl.protocol.response;

import java.util.List;

/**
 * What a name server knows of one topic.
 *
 * @param orderTopicConf the brokers of an ordered topic as {@code brokerA:4;brokerB:2}, or {@code null}
 * @param queues the queues per broker
 * @param brokers the brokers' addresses
 * @param mappings which broker holds which logical queues; empty unless the topic is static
 */
public record TopicRouteData(
        String orderTopicConf, List<QueueData> queues, List<BrokerData> brokers, List<QueueMapping> mappings) {

    public TopicRouteData {
        queues = List.copyOf(queues);
        brokers = List.copyOf(brokers);
        mappings = List.copyOf(mappings);
    }
}
