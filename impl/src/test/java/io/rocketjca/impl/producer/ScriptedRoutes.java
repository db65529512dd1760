package io.rocketjca.impl.producer;

import io.rocketjca.impl.route.FollowedTopic;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Routes that a test sets; a lookup of a topic without one stays pending until the test ends it. */
final class ScriptedRoutes implements TopicRoutes {

    final List<String> refreshed = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<PublishQueues>> lookups = new CopyOnWriteArrayList<>();
    private final Map<String, PublishQueues> known = new ConcurrentHashMap<>();

    /** Gives a topic {@code queuesEach} queues on each of the brokers, whose addresses are their names and port 10911. */
    PublishQueues route(String topic, int queuesEach, String... brokers) {
        Map<String, String> addresses = new TreeMap<>();
        for (String broker : brokers) {
            addresses.put(broker, broker + ":10911");
        }
        return route(topic, queuesEach, addresses);
    }

    /** Gives a topic {@code queuesEach} queues on each of the brokers, named with their addresses. */
    PublishQueues route(String topic, int queuesEach, Map<String, String> brokers) {
        List<MessageQueue> queues = new ArrayList<>();
        brokers.forEach((name, address) -> {
            for (int id = 0; id < queuesEach; id++) {
                queues.add(new MessageQueue(name, address, id));
            }
        });
        PublishQueues route = new PublishQueues(topic, queues, "name server ns-1:9876");
        known.put(topic, route);
        return route;
    }

    void set(PublishQueues route) {
        known.put(route.topic(), route);
    }

    @Override
    public List<TopicBroker> brokers(String topic) {
        PublishQueues route = known.get(topic);
        return route == null
                ? List.of()
                : route.queues().stream()
                        .map(queue -> new TopicBroker(queue.brokerName(), queue.brokerAddress()))
                        .distinct()
                        .toList();
    }

    @Override
    public FollowedTopic follow(String topic) {
        return known.containsKey(topic) ? () -> known.get(topic) : null;
    }

    @Override
    public PublishQueues known(String topic) {
        return known.get(topic);
    }

    @Override
    public CompletionStage<PublishQueues> lookup(String topic, boolean createOnDemand, int queues, Deadline deadline) {
        CompletableFuture<PublishQueues> pending = new CompletableFuture<>();
        lookups.add(pending);
        return pending;
    }

    @Override
    public void refresh(String topic) {
        refreshed.add(topic);
    }
}
