package io.rocketjca.impl.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a recall handle tells: it is Base64 of {@code v1 topic brokerName deliverMillis uniqueKey}.
 *
 * @param topic the topic
 * @param brokerName the broker that holds the message back
 * @param messageId the unique key
 */
public record RecallHandle(String topic, String brokerName, String messageId) {

    private static final String VERSION = "v1";
    private static final int PARTS = 5;

    /**
     * Reads a handle.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static RecallHandle parse(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("The recall handle is " + (text == null ? "null" : "blank")
                    + ": only receipts of messages with a delivery time or a delay bring one");
        }
        String[] parts = decode(text).split(" ");
        if (parts.length != PARTS || !VERSION.equals(parts[0])) {
            throw new IllegalArgumentException("The recall handle is not one of the known form " + VERSION);
        }
        return new RecallHandle(parts[1], parts[2], parts[4]);
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The recall handle is not Base64", e);
        }
    }
}
