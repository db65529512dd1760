package io.rocketjca.impl.protocol.response;

import java.util.List;

/**
 * What a name server knows of one topic.
 *
 * @param orderTopicConf the brokers of an ordered topic as {@code brokerA:4;brokerB:2}, or {@code null}
 * @param queues the queues per broker
 * @param brokers the brokers' addresses
 * @param staticTopic whether logical queues are mapped to brokers, which this client does not do
 */
public record TopicRouteData(
        String orderTopicConf, List<QueueData> queues, List<BrokerData> brokers, boolean staticTopic) {

    public TopicRouteData {
        queues = List.copyOf(queues);
        brokers = List.copyOf(brokers);
    }
}
