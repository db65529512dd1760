package io.rocketjca.impl.fake;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that a fake broker took, alone or in a batch.
 *
 * @param topic the topic
 * @param queueId the queue it was sent to
 * @param queueOffset its place in the queue
 * @param offsetMessageId the id that the broker answered
 * @param properties the message properties
 * @param flag the message's own flag
 * @param body the body
 * @param request the request as received
 */
public record FakeStored(
        String topic,
        int queueId,
        long queueOffset,
        String offsetMessageId,
        Map<String, String> properties,
        int flag,
        byte[] body,
        FakeFrame request) {

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The id that the sender gave the message, or {@code null}. */
    public String uniqueKey() {
        return properties.get("UNIQ_KEY");
    }

    /** Reads a property string: pairs ended by 0x02, name and value parted by 0x01. */
    static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (text == null) {
            return properties;
        }
        for (String pair : text.split("\u0002")) {
            int parting = pair.indexOf('\u0001');
            if (parting > 0) {
                properties.put(pair.substring(0, parting), pair.substring(parting + 1));
            }
        }
        return properties;
    }
}
