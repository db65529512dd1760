package io.rocketjca.impl.producer;

import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Chooses the queue of each attempt to one topic: first attempts take turns, further ones go to a broker that this send has
 * not tried. The turn outlives changes of the route; what was made for a queue does not.
 */
final class TopicTargets {

    private final QueueTemplates templates;
    private final RandomGenerator random;
    private final AtomicInteger turn;
    private volatile Snapshot latest;

    TopicTargets(QueueTemplates templates, RandomGenerator random) {
        this.templates = templates;
        this.random = random;
        this.turn = new AtomicInteger(random.nextInt());
    }

    /**
     * The target of the next attempt.
     *
     * @param trail what was tried before, or {@code null} at the first attempt
     */
    AttemptTarget next(PublishQueues queues, SendTrail trail) {
        Snapshot snapshot = latest;
        if (snapshot == null || snapshot.queues != queues) {
            snapshot = new Snapshot(queues, templates);
            latest = snapshot;
        }
        int count = snapshot.targets.length;
        if (trail == null || trail.failures() == 0) {
            return snapshot.target(Math.floorMod(turn.getAndIncrement(), count));
        }
        return snapshot.target(elsewhere(queues.queues(), trail));
    }

    /** A queue of a broker not tried yet; else of one that was not tried last; else any. Evenly spread in each case. */
    private int elsewhere(List<MessageQueue> queues, SendTrail trail) {
        int chosen = anyOf(queues, queue -> !trail.tried(queue.brokerName()));
        if (chosen < 0) {
            chosen = anyOf(queues, queue -> !trail.triedLast(queue.brokerName()));
        }
        return chosen < 0 ? random.nextInt(queues.size()) : chosen;
    }

    private int anyOf(List<MessageQueue> queues, Predicate<MessageQueue> eligible) {
        int count = (int) queues.stream().filter(eligible).count();
        int skip = count == 0 ? 0 : random.nextInt(count);
        for (int i = 0; i < queues.size(); i++) {
            if (eligible.test(queues.get(i)) && skip-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The targets of one snapshot, each made when it is first chosen. */
    private static final class Snapshot {

        private final PublishQueues queues;
        private final QueueTemplates templates;
        private final int brokers;

        /** Written without a lock: targets are immutable, and two threads that make the same one do no harm. */
        private final AttemptTarget[] targets;

        private Snapshot(PublishQueues queues, QueueTemplates templates) {
            this.queues = queues;
            this.templates = templates;
            this.brokers = (int) queues.queues().stream()
                    .map(MessageQueue::brokerName)
                    .distinct()
                    .count();
            this.targets = new AttemptTarget[queues.queues().size()];
        }

        private AttemptTarget target(int index) {
            AttemptTarget target = targets[index];
            if (target == null) {
                MessageQueue queue = queues.queues().get(index);
                target = new AttemptTarget(queue, templates.of(queues.topic(), queue), queues, brokers);
                targets[index] = target;
            }
            return target;
        }
    }
}
