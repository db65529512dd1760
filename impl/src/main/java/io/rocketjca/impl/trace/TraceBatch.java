package io.rocketjca.impl.trace;

import io.rocketjca.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Some trace records on their way into one trace message, whose keys are the ids and keys of the messages told about. */
final class TraceBatch {

    /** The most records of one trace message. */
    static final int MAX_RECORDS = 64;

    /** A batch of this size takes no more; one record has at most some 33,000 bytes, and RocketMQ's own ends at 128,000. */
    static final int FULL_BYTES = 90_000;

    /** The most bytes of keys; what does not fit is not searchable but told all the same. */
    static final int MAX_KEY_BYTES = 24_000;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Set<String> keys = new LinkedHashSet<>();
    private int keyBytes;
    private int records;

    void add(TraceEntry record) {
        body.writeBytes(record.text().getBytes(StandardCharsets.UTF_8));
        records++;
        addKey(record.messageId());
        if (record.keys() != null) {
            for (String key : record.keys().split(" ")) {
                addKey(key);
            }
        }
    }

    private void addKey(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length + 1;
        if (!key.isEmpty() && keyBytes + bytes <= MAX_KEY_BYTES && keys.add(key)) {
            keyBytes += bytes;
        }
    }

    boolean full() {
        return records >= MAX_RECORDS || body.size() >= FULL_BYTES;
    }

    int records() {
        return records;
    }

    Message message(String topic) {
        return Message.to(topic)
                .body(body.toByteArray())
                .key(String.join(" ", keys))
                .build();
    }
}
