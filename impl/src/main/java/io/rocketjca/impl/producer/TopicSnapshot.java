package io.rocketjca.impl.producer;

import io.rocketjca.QueueId;
import io.rocketjca.impl.latency.BrokerCondition;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One route of one topic, arranged for choosing; the targets of its queues are made when they are first chosen. */
final class TopicSnapshot {

    private final PublishQueues queues;
    private final QueueTemplates templates;
    private final String topic;

    /** Written without a lock: targets are immutable, and two threads that make the same one do no harm. */
    private final AttemptTarget[] targets;

    private final int[] writable;
    private final BrokerGroup[] groups;
    private final BrokerGroup[] groupOf;
    private volatile HashRing ring;
    private volatile Map<QueueId, Integer> byId;

    /**
     * The writable queues of one broker.
     *
     * @param indexes the places of the queues in the snapshot
     * @param condition what is known of the broker, or {@code null} if brokers are not judged
     */
    record BrokerGroup(String brokerName, int[] indexes, BrokerCondition condition) {}

    /**
     * @param faults what is known of brokers, or {@code null} if they are not judged
     */
    TopicSnapshot(PublishQueues queues, QueueTemplates templates, LatencyFaultTolerance faults) {
        this.queues = queues;
        this.templates = templates;
        this.topic = templates.shown(queues.topic());
        List<MessageQueue> all = queues.queues();
        this.targets = new AttemptTarget[all.size()];
        this.groupOf = new BrokerGroup[all.size()];
        this.writable = IntStream.range(0, all.size())
                .filter(index -> all.get(index).writable())
                .toArray();
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        for (int index : writable) {
            indexes.computeIfAbsent(all.get(index).brokerName(), name -> new ArrayList<>())
                    .add(index);
        }
        this.groups = indexes.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue(), faults))
                .toArray(BrokerGroup[]::new);
    }

    private BrokerGroup group(String broker, List<Integer> indexes, LatencyFaultTolerance faults) {
        BrokerCondition condition = faults == null ? null : faults.of(broker);
        if (condition != null) {
            condition.seenAt(templates.address(queues.queues().get(indexes.get(0))), queues.topic());
        }
        BrokerGroup group = new BrokerGroup(
                broker, indexes.stream().mapToInt(Integer::intValue).toArray(), condition);
        indexes.forEach(index -> groupOf[index] = group);
        return group;
    }

    boolean of(PublishQueues other) {
        return queues == other;
    }

    BrokerGroup[] groups() {
        return groups;
    }

    /** One of the writable queues, by any number. */
    AttemptTarget writable(int number) {
        return target(writable[Math.floorMod(number, writable.length)]);
    }

    /** The queue that RocketMQ's own {@code SelectMessageQueueByHash} chooses, whether it is writable or not. */
    AttemptTarget byHash(int keyHash) {
        return target(Math.abs(keyHash % targets.length));
    }

    /** The queue that consistent hashing chooses, whether it is writable or not. */
    AttemptTarget onRing(int keyHash) {
        HashRing known = ring;
        if (known == null) {
            known = new HashRing(queues.queues());
            ring = known;
        }
        return target(known.indexOf(keyHash));
    }

    /** A queue by its name; one that the route does not have comes without an address. */
    AttemptTarget named(QueueId id) {
        Map<QueueId, Integer> known = byId;
        if (known == null) {
            known = indexById();
            byId = known;
        }
        Integer index = known.get(id);
        return index == null ? target(new MessageQueue(id.brokerName(), null, id.queueId()), null) : target(index);
    }

    AttemptTarget target(int index) {
        AttemptTarget target = targets[index];
        if (target == null) {
            target = target(queues.queues().get(index), groupOf[index]);
            targets[index] = target;
        }
        return target;
    }

    private AttemptTarget target(MessageQueue queue, BrokerGroup group) {
        String address = templates.address(queue);
        return new AttemptTarget(
                topic,
                address,
                address == null ? null : templates.line(address),
                queue,
                templates.of(queues.topic(), queue),
                queues,
                groups.length,
                group == null ? null : group.condition());
    }

    private Map<QueueId, Integer> indexById() {
        Map<QueueId, Integer> ids = new HashMap<>();
        for (int index = 0; index < targets.length; index++) {
            MessageQueue queue = queues.queues().get(index);
            ids.put(new QueueId(queue.brokerName(), queue.queueId()), index);
        }
        return ids;
    }
}
