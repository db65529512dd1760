package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.route.RouteConfig;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The {@link TopicTargets} of all topics that are sent to, in a table with a bound. */
final class QueueSelector {

    /** As many topics as routes are kept of: one whose route is known is ready to be sent to. */
    static final int MAX_TOPICS = RouteConfig.DEFAULT_MAX_TOPICS;

    /**
     * One of so many topics, whichever it is, is forgotten when the table is full; it only starts its turn anew. Not one by
     * one: topics that are sent to in rotation would then be forgotten each just before its turn.
     */
    private static final int FORGOTTEN_SHARE = 16;

    private final ConcurrentHashMap<String, TopicTargets> topics = new ConcurrentHashMap<>();
    private final QueueTemplates templates;
    private final RoutingConfig routing;
    private final LatencyFaultTolerance faults;
    private final RandomGenerator random;

    QueueSelector(
            QueueTemplates templates, RoutingConfig routing, LatencyFaultTolerance faults, RandomGenerator random) {
        this.templates = templates;
        this.routing = routing;
        this.faults = faults;
        this.random = random;
    }

    /** The targets of a topic that was sent to before, or {@code null}. */
    TopicTargets find(String topic) {
        return topic == null ? null : topics.get(topic);
    }

    int size() {
        return topics.size();
    }

    /**
     * The targets of a topic whose name breaks no rule.
     *
     * @throws io.rocketjca.IllegalMessageException if the name on the wire breaks one
     */
    TopicTargets add(String topic) {
        String wireTopic = templates.wireTopic(topic);
        if (topics.size() >= MAX_TOPICS) {
            topics.keySet().removeIf(any -> random.nextInt(FORGOTTEN_SHARE) == 0);
        }
        return topics.computeIfAbsent(topic, name -> new TopicTargets(wireTopic, templates, routing, faults, random));
    }
}
