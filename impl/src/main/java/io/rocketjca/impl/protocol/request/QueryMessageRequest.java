package io.rocketjca.impl.protocol.request;

import io.rocketjca.impl.protocol.HmacSigner;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a broker for the messages of a topic that have a unique key.
 *
 * @param topic the topic
 * @param uniqueKey the unique key
 */
public record QueryMessageRequest(String topic, String uniqueKey) {

    /** What brokers answer at most to a question for a unique key, whatever they are asked for (defaultQueryMaxNum). */
    static final int MAX_MESSAGES = 32;

    /**
     * The request, for any store time; the connection gives it its opaque. It has the version of RocketMQ 4.9.3, as brokers do
     * not agree whether the flag is signed in requests of a later one.
     */
    public RemotingCommand toCommand() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("topic", topic);
        fields.put("key", uniqueKey);
        fields.put("maxNum", Integer.toString(MAX_MESSAGES));
        fields.put("beginTimestamp", "0");
        fields.put("endTimestamp", Long.toString(Long.MAX_VALUE));
        // Brokers ask the index of unique keys instead of that of the application's keys.
        fields.put(HmacSigner.UNIQUE_KEY_QUERY, "true");
        return new RemotingCommand(RequestCode.QUERY_MESSAGE, HmacSigner.VERSION_4_9_3, 0, 0, null, fields, null);
    }
}
