package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
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

    private static final int TRANSACTION_BITS = 12;

    public String bodyText() {
        return new String(body, UTF_8);
    }

    /** The id that the sender gave the message, or {@code null}. */
    public String uniqueKey() {
        return properties.get("UNIQ_KEY");
    }

    /** Its place in the commit log. */
    public long commitLogOffset() {
        return Long.parseLong(offsetMessageId.substring(16), 16);
    }

    /** The same at another place. */
    FakeStored at(long newQueueOffset, long newCommitLogOffset) {
        String id = offsetMessageId.substring(0, 16) + String.format("%016X", newCommitLogOffset);
        return new FakeStored(topic, queueId, newQueueOffset, id, properties, flag, body, request);
    }

    /** The same as it lies in the topic of half messages. */
    FakeStored half() {
        return new FakeStored(
                "RMQ_SYS_TRANS_HALF_TOPIC", 0, queueOffset, offsetMessageId, properties, flag, body, request);
    }

    /** The message as brokers store and hand it out; stored one millisecond after it was born. */
    public byte[] record(int port) {
        byte[] name = topic.getBytes(UTF_8);
        byte[] text = propertyText().getBytes(UTF_8);
        long born = Long.parseLong(request.ext("g"));
        ByteBuffer out = ByteBuffer.allocate(91 + body.length + name.length + text.length);
        out.putInt(out.capacity()).putInt(0xDAA320A7).putInt(0).putInt(queueId);
        out.putInt(flag).putLong(queueOffset).putLong(commitLogOffset());
        out.putInt(Integer.parseInt(request.ext("f")) & ~TRANSACTION_BITS)
                .putLong(born)
                .putInt(0x7F000001)
                .putInt(40_000);
        out.putLong(born + 1).putInt(0x7F000001).putInt(port).putInt(0).putLong(0);
        out.putInt(body.length).put(body).put((byte) name.length).put(name);
        return out.putShort((short) text.length).put(text).array();
    }

    private String propertyText() {
        StringBuilder text = new StringBuilder();
        properties.forEach((name, value) ->
                text.append(name).append('\u0001').append(value).append('\u0002'));
        return text.toString();
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
