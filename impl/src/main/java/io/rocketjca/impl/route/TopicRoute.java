package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.response.BrokerData;
import io.rocketjca.impl.protocol.response.QueueData;
import io.rocketjca.impl.protocol.response.TopicRouteData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What is kept of a topic's route.
 *
 * @param topic the topic
 * @param queues the writable queues, or {@code null} if there are none
 * @param brokers all brokers that hold the topic, writable or not
 */
record TopicRoute(String topic, PublishQueues queues, List<TopicBroker> brokers) {

    private static final Comparator<MessageQueue> ORDER =
            Comparator.comparing(MessageQueue::brokerName).thenComparingInt(MessageQueue::queueId);

    /** The route of a topic that exists. */
    static TopicRoute of(String topic, TopicRouteData data, String source) {
        Map<String, String> masters = masters(data);
        return create(topic, queues(data, masters), data, source);
    }

    private static List<MessageQueue> queues(TopicRouteData data, Map<String, String> masters) {
        Map<String, Integer> ordered = OrderTopicConf.parse(data.orderTopicConf());
        if (!ordered.isEmpty()) {
            return orderedQueues(ordered, masters);
        }
        return data.mappings().isEmpty()
                ? writableQueues(data, masters, QueueData::writeQueues)
                : StaticTopicQueues.of(data.mappings(), masters);
    }

    /** The route of a topic that its first message creates, on the brokers that offer to: with so many queues at most. */
    static TopicRoute onDemand(RouteQuestion question, TopicRouteData creators, String source) {
        Map<String, String> masters = masters(creators);
        List<MessageQueue> queues =
                writableQueues(creators, masters, data -> Math.min(question.queues(), data.writeQueues()));
        return create(question.topic(), queues, creators, source);
    }

    /** Whether nothing but the source differs. */
    boolean sameAs(TopicRoute other) {
        return brokers.equals(other.brokers) && Objects.equals(queueList(), other.queueList());
    }

    /** The addresses of all masters. */
    Set<String> masters() {
        return brokers.stream()
                .filter(TopicBroker::reachable)
                .map(TopicBroker::masterAddress)
                .collect(Collectors.toUnmodifiableSet());
    }

    int queueCount() {
        return queueList().size();
    }

    private List<MessageQueue> queueList() {
        return queues == null ? List.of() : queues.queues();
    }

    private static TopicRoute create(String topic, List<MessageQueue> queues, TopicRouteData data, String source) {
        PublishQueues publish =
                queues.stream().anyMatch(MessageQueue::writable) ? new PublishQueues(topic, queues, source) : null;
        List<TopicBroker> brokers = data.brokers().stream()
                .map(broker -> new TopicBroker(broker.brokerName(), broker.masterAddress()))
                .distinct()
                .sorted(Comparator.comparing(TopicBroker::name))
                .toList();
        return new TopicRoute(topic, publish, brokers);
    }

    private static Map<String, String> masters(TopicRouteData data) {
        Map<String, String> masters = new HashMap<>();
        for (BrokerData broker : data.brokers()) {
            String address = broker.masterAddress();
            if (address != null) {
                masters.put(broker.brokerName(), address);
            }
        }
        return masters;
    }

    private static List<MessageQueue> writableQueues(
            TopicRouteData data, Map<String, String> masters, ToIntFunction<QueueData> count) {
        List<MessageQueue> queues = new ArrayList<>();
        for (QueueData broker : data.queues()) {
            String master = masters.get(broker.brokerName());
            if (master != null && broker.writable()) {
                addQueues(queues, broker.brokerName(), master, count.applyAsInt(broker));
            }
        }
        queues.sort(ORDER);
        return queues;
    }

    /**
     * The brokers and counts that the order configuration names, in its order, whatever the topic's own counts are. A broker
     * that is away keeps its place, so that the queue of an ordering key stays the same.
     */
    private static List<MessageQueue> orderedQueues(Map<String, Integer> ordered, Map<String, String> masters) {
        List<MessageQueue> queues = new ArrayList<>();
        ordered.forEach((broker, count) -> addQueues(queues, broker, masters.get(broker), count));
        return queues;
    }

    private static void addQueues(List<MessageQueue> queues, String broker, String master, int count) {
        for (int id = 0; id < count; id++) {
            queues.add(new MessageQueue(broker, master, id));
        }
    }
}
