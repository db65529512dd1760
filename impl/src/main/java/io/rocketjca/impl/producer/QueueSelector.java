package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.route.RouteConfig;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The {@link TopicTargets} of all topics that are sent to, in a table with a bound. */
final class QueueSelector {

    /** As many as routes are kept. Above it, topics are forgotten at random; a forgotten one only starts its turn anew. */
    static final int MAX_TOPICS = RouteConfig.DEFAULT_MAX_TOPICS;

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
        Iterator<String> names = topics.keySet().iterator();
        while (topics.size() >= MAX_TOPICS && names.hasNext()) {
            topics.remove(names.next());
        }
        return topics.computeIfAbsent(topic, name -> new TopicTargets(wireTopic, templates, routing, faults, random));
    }
}
