package io.rocketjca.impl.protocol.response;

import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.ProtocolException;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reads the body of a name server's answer; skips what it does not know and refuses what is absurdly large. */
public final class TopicRouteDecoder {

    /** A route takes about 300 bytes per broker: far more than the {@link #MAX_BROKERS} need. */
    static final int MAX_BODY_BYTES = 8 << 20;

    /** The largest clusters known have hundreds. */
    static final int MAX_BROKERS = 10_000;

    /** Topics usually have 4 to 16; every writable one gets an object here. */
    static final int MAX_QUEUES_PER_BROKER = 65_536;

    /** A master and its slaves; two to five in real clusters. */
    static final int MAX_ADDRESSES = 1_000;

    /** Real routes nest four deep; the bound keeps a hostile one from using up the stack. */
    private static final int MAX_DEPTH = 64;

    /** The most of a wrong number that an error text repeats. */
    private static final int QUOTED_CHARS = 40;

    private final JsonBodies bodies;

    public TopicRouteDecoder(JsonBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * Decodes a body.
     *
     * @throws ProtocolException if it is not a route, with the reason
     */
    public TopicRouteData decode(byte[] body) {
        if (body.length > MAX_BODY_BYTES) {
            throw new ProtocolException(
                    "The route takes " + body.length + " bytes; at most " + MAX_BODY_BYTES + " are read");
        }
        if (body.length == 0) {
            throw new ProtocolException("The route is empty");
        }
        checkDepth(body);
        try (JsonParser json = bodies.parser(IntegerKeys.quoted(body))) {
            if (json.next() != Event.START_OBJECT) {
                throw new ProtocolException("The route is not a JSON object");
            }
            return readRoute(json);
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new ProtocolException("The route is broken JSON: " + e.getMessage(), e);
        }
    }

    private static TopicRouteData readRoute(JsonParser json) {
        String orderTopicConf = null;
        List<QueueData> queues = new ArrayList<>();
        List<BrokerData> brokers = new ArrayList<>();
        List<QueueMapping> mappings = List.of();
        while (json.next() == Event.KEY_NAME) {
            switch (json.getString()) {
                case "orderTopicConf" -> orderTopicConf = readText(json);
                case "queueDatas" -> readList(json, queues, TopicRouteDecoder::readQueue);
                case "brokerDatas" -> readList(json, brokers, TopicRouteDecoder::readBroker);
                case "topicQueueMappingByBroker" -> mappings = QueueMappingReader.read(json);
                default -> skip(json, json.next());
            }
        }
        return new TopicRouteData(orderTopicConf, queues, brokers, mappings);
    }

    /** Reads one object of which the opening brace was read. */
    private interface ElementReader<T> {
        T read(JsonParser json);
    }

    private static <T> void readList(JsonParser json, List<T> into, ElementReader<T> reader) {
        Event event = json.next();
        if (event != Event.START_ARRAY) {
            skip(json, event);
            return;
        }
        while ((event = json.next()) != Event.END_ARRAY) {
            if (event != Event.START_OBJECT) {
                skip(json, event);
                continue;
            }
            T element = reader.read(json);
            if (element != null) {
                into.add(element);
            }
            if (into.size() > MAX_BROKERS) {
                throw new ProtocolException("The route names more than " + MAX_BROKERS + " brokers");
            }
        }
    }

    private static QueueData readQueue(JsonParser json) {
        String brokerName = null;
        int readQueues = 0;
        int writeQueues = 0;
        int permission = 0;
        int topicSysFlag = 0;
        while (json.next() == Event.KEY_NAME) {
            switch (json.getString()) {
                case "brokerName" -> brokerName = readText(json);
                case "readQueueNums" -> readQueues = readQueueCount(json);
                case "writeQueueNums" -> writeQueues = readQueueCount(json);
                case "perm" -> permission = (int) readNumber(json);
                case "topicSysFlag", "topicSynFlag" -> topicSysFlag = (int) readNumber(json);
                default -> skip(json, json.next());
            }
        }
        return brokerName == null ? null : new QueueData(brokerName, readQueues, writeQueues, permission, topicSysFlag);
    }

    private static BrokerData readBroker(JsonParser json) {
        String brokerName = null;
        String cluster = null;
        Map<Long, String> addresses = Map.of();
        while (json.next() == Event.KEY_NAME) {
            switch (json.getString()) {
                case "brokerName" -> brokerName = readText(json);
                case "cluster" -> cluster = readText(json);
                case "brokerAddrs" -> addresses = readAddresses(json);
                default -> skip(json, json.next());
            }
        }
        return brokerName == null ? null : new BrokerData(brokerName, cluster, addresses);
    }

    private static Map<Long, String> readAddresses(JsonParser json) {
        Map<Long, String> addresses = new HashMap<>();
        Event event = json.next();
        if (event != Event.START_OBJECT) {
            skip(json, event);
            return addresses;
        }
        while (json.next() == Event.KEY_NAME) {
            long id = parse(json.getString(), "broker id");
            String address = readText(json);
            if (address != null && !address.isBlank()) {
                addresses.put(id, address);
            }
            if (addresses.size() > MAX_ADDRESSES) {
                throw new ProtocolException("A broker has more than " + MAX_ADDRESSES + " addresses");
            }
        }
        return addresses;
    }

    static int readQueueCount(JsonParser json) {
        long count = readNumber(json);
        if (count < 0 || count > MAX_QUEUES_PER_BROKER) {
            throw new ProtocolException(
                    "A broker has " + count + " queues; 0 to " + MAX_QUEUES_PER_BROKER + " are possible");
        }
        return (int) count;
    }

    /** A text, or {@code null} if there is something else. */
    static String readText(JsonParser json) {
        Event event = json.next();
        if (event == Event.VALUE_STRING) {
            return json.getString();
        }
        skip(json, event);
        return null;
    }

    /** A whole number, also in quotes; 0 if there is something else. */
    static long readNumber(JsonParser json) {
        Event event = json.next();
        if (event == Event.VALUE_NUMBER || event == Event.VALUE_STRING) {
            return parse(json.getString(), "number");
        }
        skip(json, event);
        return 0;
    }

    static long parse(String text, String what) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            String start = text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + "...";
            throw new ProtocolException("The route has a " + what + " that is no 64-bit integer: " + start, e);
        }
    }

    /**
     * Skips the value that began with the event just read. The parser's own skipping is not used: on a body that is cut off
     * there, Parsson 1.1 never returns from it.
     */
    static void skip(JsonParser json, Event first) {
        int depth = 0;
        Event event = first;
        while (true) {
            if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
                depth++;
            } else if (event == Event.END_OBJECT || event == Event.END_ARRAY) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            event = json.next();
        }
    }

    /** Keeps a hostile body from driving the parser into a stack overflow. */
    private static void checkDepth(byte[] body) {
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < body.length; i++) {
            byte c = body[i];
            if (inText) {
                i += c == '\\' ? 1 : 0;
                inText = c != '"';
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw new ProtocolException("The route is nested deeper than " + MAX_DEPTH);
            }
        }
    }
}
