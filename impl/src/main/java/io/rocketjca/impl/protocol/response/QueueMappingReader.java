package io.rocketjca.impl.protocol.response;

import io.rocketjca.impl.protocol.ProtocolException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the part of a route that maps the logical queues of a static topic to brokers. */
final class QueueMappingReader {

    private QueueMappingReader() {}

    /** Reads the value that comes next; anything but an object of mappings by broker counts as no mapping. */
    static List<QueueMapping> read(JsonParser json) {
        List<QueueMapping> mappings = new ArrayList<>();
        Event event = json.next();
        if (event != Event.START_OBJECT) {
            TopicRouteDecoder.skip(json, event);
            return mappings;
        }
        while (json.next() == Event.KEY_NAME) {
            String broker = json.getString();
            Event value = json.next();
            if (value == Event.START_OBJECT) {
                mappings.add(readMapping(json, broker));
            } else {
                TopicRouteDecoder.skip(json, value);
            }
            if (mappings.size() > TopicRouteDecoder.MAX_BROKERS) {
                throw new ProtocolException(
                        "The route maps queues to more than " + TopicRouteDecoder.MAX_BROKERS + " brokers");
            }
        }
        return mappings;
    }

    private static QueueMapping readMapping(JsonParser json, String broker) {
        String name = null;
        long epoch = 0;
        int totalQueues = 0;
        Set<Integer> ids = Set.of();
        while (json.next() == Event.KEY_NAME) {
            switch (json.getString()) {
                case "bname" -> name = TopicRouteDecoder.readText(json);
                case "epoch" -> epoch = TopicRouteDecoder.readNumber(json);
                case "totalQueues" -> totalQueues = TopicRouteDecoder.readQueueCount(json);
                case "currIdMap" -> ids = readLogicalIds(json);
                default -> TopicRouteDecoder.skip(json, json.next());
            }
        }
        return new QueueMapping(name == null ? broker : name, epoch, totalQueues, ids);
    }

    /** The names in an object from logical ids to physical ones; the broker translates, so that the latter do not matter. */
    private static Set<Integer> readLogicalIds(JsonParser json) {
        Set<Integer> ids = new HashSet<>();
        Event event = json.next();
        if (event != Event.START_OBJECT) {
            TopicRouteDecoder.skip(json, event);
            return ids;
        }
        while (json.next() == Event.KEY_NAME) {
            long id = TopicRouteDecoder.parse(json.getString(), "logical queue id");
            if (id >= 0 && id < TopicRouteDecoder.MAX_QUEUES_PER_BROKER) {
                ids.add((int) id);
            }
            TopicRouteDecoder.skip(json, json.next());
        }
        return ids;
    }
}
