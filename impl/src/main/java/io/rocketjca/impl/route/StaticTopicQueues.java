package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.response.QueueMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The logical queues of a static topic, each with the broker that holds it now: of several that claim it, the newest epoch. */
final class StaticTopicQueues {

    /** The broker name of a logical queue that no broker claims. */
    static final String NO_BROKER = "__syslo__none__";

    private StaticTopicQueues() {}

    /** All logical queues by id; those that cannot be written to now keep their place. */
    static List<MessageQueue> of(List<QueueMapping> mappings, Map<String, String> masters) {
        int total = mappings.stream().mapToInt(QueueMapping::totalQueues).max().orElse(0);
        Map<Integer, String> owners = new HashMap<>();
        mappings.stream().sorted(Comparator.comparingLong(QueueMapping::epoch)).forEach(mapping -> mapping.logicalIds()
                .forEach(id -> owners.put(id, mapping.brokerName())));
        List<MessageQueue> queues = new ArrayList<>(total);
        for (int id = 0; id < total; id++) {
            String owner = owners.getOrDefault(id, NO_BROKER);
            queues.add(new MessageQueue(owner, masters.get(owner), id));
        }
        return queues;
    }
}
