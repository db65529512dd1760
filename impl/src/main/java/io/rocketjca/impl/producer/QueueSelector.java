package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.route.PublishQueues;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The {@link TopicTargets} of all topics that are sent to, in a table with a bound. */
final class QueueSelector {

    /** Above it, topics are forgotten at random; a forgotten one only starts its turn anew. */
    private static final int MAX_TOPICS = 1024;

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

    AttemptTarget next(PublishQueues queues, Message message, SendTrail trail) {
        TopicTargets targets = topics.get(queues.topic());
        if (targets == null) {
            targets = add(queues.topic());
        }
        return targets.next(queues, message, trail);
    }

    int size() {
        return topics.size();
    }

    private TopicTargets add(String topic) {
        Iterator<String> names = topics.keySet().iterator();
        while (topics.size() >= MAX_TOPICS && names.hasNext()) {
            topics.remove(names.next());
        }
        return topics.computeIfAbsent(topic, name -> new TopicTargets(templates, routing, faults, random));
    }
}
