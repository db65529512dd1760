package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBufUtil;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The property string of a message: {@code name 0x01 value 0x02}, repeated. */
public final class MessageProperties {

    public static final String TAGS = "TAGS";
    public static final String KEYS = "KEYS";
    public static final String WAIT = "WAIT";
    public static final String UNIQUE_KEY = "UNIQ_KEY";

    /** Marks a half message: consumers see it only once its transaction was committed. */
    public static final String TRANSACTION_PREPARED = "TRAN_MSG";

    /** The producer group whose members brokers ask how a transaction ended. */
    public static final String PRODUCER_GROUP = "PGROUP";

    /** Links a reply to its request. */
    public static final String CORRELATION_ID = "CORRELATION_ID";

    /** The id of the client that waits for a reply. */
    public static final String REPLY_TO_CLIENT = "REPLY_TO_CLIENT";

    /** How many milliseconds a reply is waited for. */
    public static final String TTL = "TTL";

    public static final char NAME_END = 0x01;
    public static final char VALUE_END = 0x02;

    /** The most bytes of properties that RocketMQ stores with a message: their length is a signed 16-bit number. */
    public static final int MAX_STORED_BYTES = Short.MAX_VALUE;

    /**
     * The most bytes that tag, keys and the application's properties take together. Of {@link #MAX_STORED_BYTES} in all, the
     * rest is for what is added on the way: the unique key, WAIT, region, cluster, trace switch, and for delayed and
     * transactional messages the real topic and the producer group.
     */
    public static final int MAX_ENCODED_BYTES = 32_000;

    /** The property that tells consumers the ordering key, and types a message as FIFO. */
    public static final String SHARDING_KEY = "__SHARDINGKEY";

    private static final byte[] NOTHING = {};
    private static final int SHORTEST_ITEM = 3;

    private MessageProperties() {}

    /**
     * Encodes all that the application says about a message, with the ordering key unless it set that property itself, and with
     * what brings a reply to its request.
     */
    public static byte[] encode(Message message) {
        byte[] others = encode(message.tag(), message.keys(), message.properties());
        String key = propertyFor(message);
        String own = OptionProperties.name(message.options());
        if (key == null && own == null && !message.reply()) {
            return others;
        }
        byte[] bytes = Arrays.copyOf(others == null ? NOTHING : others, encodedBytes(message));
        int at = put(bytes, others == null ? 0 : others.length, SHARDING_KEY, key);
        at = put(bytes, at, own, OptionProperties.value(message.options()));
        putAll(bytes, at, message.replyProperties());
        return bytes;
    }

    /**
     * Adds properties to encoded ones.
     *
     * @param encoded as {@link #encode(Message)} makes them, or {@code null}
     */
    public static byte[] with(byte[] encoded, Map<String, String> added) {
        byte[] before = encoded == null ? NOTHING : encoded;
        byte[] bytes = Arrays.copyOf(before, before.length + encodedBytes(null, null, added));
        putAll(bytes, before.length, added);
        return bytes;
    }

    /** The number of bytes that {@link #encode(Message)} makes. */
    public static int encodedBytes(Message message) {
        long bytes = encodedBytes(message.tag(), message.keys(), message.properties());
        bytes += itemBytes(SHARDING_KEY, propertyFor(message));
        MessageOptions options = message.options();
        bytes += itemBytes(OptionProperties.name(options), OptionProperties.value(options));
        bytes += encodedBytes(null, null, message.replyProperties());
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static String propertyFor(Message message) {
        return message.placed() && !message.properties().containsKey(SHARDING_KEY) ? message.orderingKey() : null;
    }

    /**
     * Encodes what the application says about a message; its rules must have been checked.
     *
     * @param tag the tag, or {@code null}
     * @param keys the keys, or {@code null}
     * @param others the application's own properties
     * @return UTF-8, or {@code null} if there is nothing to encode
     */
    public static byte[] encode(String tag, String keys, Map<String, String> others) {
        if (tag == null && keys == null && others.isEmpty()) {
            return null;
        }
        byte[] bytes = new byte[encodedBytes(tag, keys, others)];
        int at = put(bytes, 0, TAGS, tag);
        at = put(bytes, at, KEYS, keys);
        putAll(bytes, at, others);
        return bytes;
    }

    /** The number of bytes that {@link #encode} makes. */
    public static int encodedBytes(String tag, String keys, Map<String, String> others) {
        long bytes = itemBytes(TAGS, tag) + itemBytes(KEYS, keys);
        if (!others.isEmpty()) {
            for (Map.Entry<String, String> property : others.entrySet()) {
                bytes += itemBytes(property.getKey(), property.getValue());
            }
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /**
     * Decodes a property string as brokers do: of a repeated name the last value counts, and an item without name, value or
     * separator is dropped.
     */
    public static Map<String, String> decode(String properties) {
        if (properties == null || properties.isEmpty()) {
            return Map.of();
        }
        Map<String, String> decoded = new LinkedHashMap<>();
        int start = 0;
        while (start < properties.length()) {
            int valueEnd = properties.indexOf(VALUE_END, start);
            int end = valueEnd < 0 ? properties.length() : valueEnd;
            int nameEnd = properties.indexOf(NAME_END, start);
            if (end - start >= SHORTEST_ITEM && nameEnd > start && nameEnd < end - 1) {
                decoded.put(properties.substring(start, nameEnd), properties.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return Collections.unmodifiableMap(decoded);
    }

    private static long itemBytes(String name, String value) {
        return value == null ? 0 : 2L + ByteBufUtil.utf8Bytes(name) + ByteBufUtil.utf8Bytes(value);
    }

    private static void putAll(byte[] bytes, int at, Map<String, String> properties) {
        int next = at;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            next = put(bytes, next, property.getKey(), property.getValue());
        }
    }

    private static int put(byte[] bytes, int at, String name, String value) {
        if (value == null) {
            return at;
        }
        int next = put(bytes, at, name);
        bytes[next++] = NAME_END;
        next = put(bytes, next, value);
        bytes[next++] = VALUE_END;
        return next;
    }

    private static int put(byte[] bytes, int at, String text) {
        int next = at;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(utf8, 0, bytes, at, utf8.length);
                return at + utf8.length;
            }
            bytes[next++] = (byte) c;
        }
        return next;
    }
}
