package io.rocketjca;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a reply goes: to the client that waits for it, through the reply topic of the request's cluster.
 *
 * @param topic the reply topic of the cluster that stored the request
 * @param properties what the broker and the waiting client find each other by
 */
record Reply(String topic, Map<String, String> properties) {

    private static final String TOPIC_SUFFIX = "_REPLY_TOPIC";
    private static final String CLUSTER = "CLUSTER";
    private static final String CORRELATION_ID = "CORRELATION_ID";
    private static final String CLIENT = "REPLY_TO_CLIENT";
    private static final String TTL = "TTL";

    /** Reads the properties of a received request. */
    static Reply to(Map<String, String> request) {
        if (request == null) {
            throw new IllegalMessageException("A reply needs the properties of the request, but they are null");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("MSG_TYPE", "reply");
        properties.put(CORRELATION_ID, needed(request, CORRELATION_ID));
        properties.put(CLIENT, needed(request, CLIENT));
        String ttl = request.get(TTL);
        if (ttl != null && !ttl.isBlank()) {
            properties.put(TTL, ttl);
        }
        return new Reply(needed(request, CLUSTER) + TOPIC_SUFFIX, Collections.unmodifiableMap(properties));
    }

    private static String needed(Map<String, String> request, String name) {
        String value = request.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalMessageException(
                    "There is nobody to reply to, because the received message has no property " + name
                            + ": give all properties of the request, as the consumer received them");
        }
        return value;
    }
}
