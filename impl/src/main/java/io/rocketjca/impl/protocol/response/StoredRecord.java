package io.rocketjca.impl.protocol.response;

import io.rocketjca.impl.protocol.MessageProperties;
import java.util.Map;

/**
 * A message in the form in which brokers store and hand it out.
 *
 * @param topic the topic
 * @param queueId the queue
 * @param queueOffset the position in the queue
 * @param commitLogOffset where it lies in the broker's commit log
 * @param sysFlag the system flags
 * @param bornMillis when it was sent, since 1970
 * @param storeMillis when it was stored, since 1970
 * @param body the body as stored, perhaps compressed
 * @param properties all properties
 */
public record StoredRecord(
        String topic,
        int queueId,
        long queueOffset,
        long commitLogOffset,
        int sysFlag,
        long bornMillis,
        long storeMillis,
        byte[] body,
        Map<String, String> properties) {

    /** The unique key, or {@code null}. */
    public String uniqueKey() {
        return properties.get(MessageProperties.UNIQUE_KEY);
    }
}
