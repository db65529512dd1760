package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.route.FollowedTopic;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicRoutes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Chooses the queue of each attempt to one topic: that of the message's own queue or ordering key; else first attempts take
 * turns, and further ones go to a broker that this send has not tried. The turn outlives changes of the route; what was made
 * for a queue does not.
 */
final class TopicTargets {

    private final String topic;
    private final QueueTemplates templates;
    private final RoutingConfig routing;
    private final LatencyFaultTolerance faults;
    private final RandomGenerator random;
    private final AtomicInteger turn;
    private final CompressionMemory compression = new CompressionMemory();
    private volatile FollowedTopic followed;
    private volatile TopicSnapshot latest;

    /** Where its messages gather, once some may; a second one that is made at the same moment does no harm. */
    private volatile AutoBatchLane lane;

    /**
     * @param topic the topic's name on the wire
     * @param faults what is known of brokers; used only if {@code routing} says so
     */
    TopicTargets(
            String topic,
            QueueTemplates templates,
            RoutingConfig routing,
            LatencyFaultTolerance faults,
            RandomGenerator random) {
        this.topic = topic;
        this.templates = templates;
        this.routing = routing;
        this.faults = routing.avoidFaultyBrokers() ? faults : null;
        this.random = random;
        this.turn = new AtomicInteger(random.nextInt());
    }

    /** The topic's name on the wire. */
    String topic() {
        return topic;
    }

    /** Whether its bodies shrink. */
    CompressionMemory compression() {
        return compression;
    }

    /** The lane of its messages. */
    AutoBatchLane lane(AutoBatch batching, SendSteps steps) {
        if (lane == null) {
            lane = batching.lane(steps, topic);
        }
        return lane;
    }

    /** The last known route of the topic, or {@code null}. */
    PublishQueues known(TopicRoutes routes) {
        FollowedTopic current = followed;
        PublishQueues queues = current == null ? null : current.queues();
        if (queues == null) {
            current = routes.follow(topic);
            followed = current;
            queues = current == null ? null : current.queues();
        }
        return queues;
    }

    /**
     * The target of the next attempt.
     *
     * @param trail what was tried before, or {@code null} at the first attempt
     */
    AttemptTarget next(PublishQueues queues, Message message, SendTrail trail) {
        TopicSnapshot snapshot = latest;
        if (snapshot == null || !snapshot.of(queues)) {
            snapshot = new TopicSnapshot(queues, templates, faults);
            latest = snapshot;
        }
        boolean first = trail == null || trail.failures() == 0;
        if (message.placed()) {
            return placed(snapshot, message, first ? null : trail);
        }
        if (!first) {
            return preferred(snapshot, trail, random.nextInt());
        }
        int number = turn.getAndIncrement();
        return faults == null || !faults.doubtful() ? snapshot.writable(number) : preferred(snapshot, null, number);
    }

    private AttemptTarget placed(TopicSnapshot snapshot, Message message, SendTrail failed) {
        AttemptTarget own = own(snapshot, message);
        if (!routing.moveToAnotherQueue() || failed == null && own.queue().writable()) {
            return own;
        }
        // By the key again, so that all messages of a key move to the same queue.
        return preferred(
                snapshot, failed, message.queue() == null ? Math.abs(message.orderingHash()) : random.nextInt());
    }

    private AttemptTarget own(TopicSnapshot snapshot, Message message) {
        if (message.queue() != null) {
            return snapshot.named(message.queue());
        }
        return routing.consistentHash()
                ? snapshot.onRing(message.orderingHash())
                : snapshot.byHash(message.orderingHash());
    }

    private AttemptTarget preferred(TopicSnapshot snapshot, SendTrail trail, int number) {
        boolean judged = faults != null && faults.doubtful();
        long now = judged ? faults.nowNanos() : 0;
        BrokerPreference preference = new BrokerPreference(snapshot.groups(), trail, judged, now);
        if (judged && preference.allAvailable()) {
            faults.reconsider(now);
        }
        return snapshot.target(preference.choose(number));
    }
}
