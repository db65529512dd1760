package io.rocketjca;

import java.time.Instant;
import java.util.Map;

/**
 * A message as a broker holds it. The values are those of one stored copy; there are more copies if a send was repeated.
 *
 * @param topic the topic
 * @param messageId the unique key that the sender gave the message
 * @param body the body, decompressed; not copied
 * @param tag the tag, or {@code null}
 * @param keys the keys, separated by single spaces, or {@code null}
 * @param properties all properties, those that RocketMQ adds included; unmodifiable
 * @param queueId the id of the message queue within the broker, from 0
 * @param queueOffset the position in the queue, from 0
 * @param storeTime when the broker stored it, by the broker's clock
 * @param bornTime when it was sent, by the sender's clock
 * @param brokerName the name of the broker that holds it
 */
public record StoredMessage(
        String topic,
        String messageId,
        byte[] body,
        String tag,
        String keys,
        Map<String, String> properties,
        int queueId,
        long queueOffset,
        Instant storeTime,
        Instant bornTime,
        String brokerName) {

    /** Tells where the message is and how large; never the body or the properties. */
    @Override
    public String toString() {
        return "StoredMessage[topic=" + topic + ", messageId=" + messageId + ", tag=" + tag + ", keys=" + keys
                + ", brokerName=" + brokerName + ", queueId=" + queueId + ", queueOffset=" + queueOffset
                + ", storeTime=" + storeTime + ", bornTime=" + bornTime + ", bodyBytes=" + body.length + "]";
    }
}
