package io.rocketjca.impl.route;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a name server's order configuration of a topic: {@code brokerA:4;brokerB:2}. */
final class OrderTopicConf {

    /** As many as a route may have; an entry with more makes no sense. */
    private static final int MAX_QUEUES = 65_536;

    private OrderTopicConf() {}

    /** The number of queues by broker name; entries that make no sense are left out. */
    static Map<String, Integer> parse(String conf) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (conf == null) {
            return counts;
        }
        for (String entry : conf.split(";")) {
            int colon = entry.lastIndexOf(':');
            String count = entry.substring(colon + 1).strip();
            if (colon > 0 && count.matches("[0-9]{1,5}") && Integer.parseInt(count) <= MAX_QUEUES) {
                counts.put(entry.substring(0, colon).strip(), Integer.parseInt(count));
            }
        }
        return counts;
    }
}
