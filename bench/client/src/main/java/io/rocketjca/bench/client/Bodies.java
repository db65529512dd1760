package io.rocketjca.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Random;

/** The bodies that are sent. A topic names its body, so that the far end knows every byte of what it must receive. */
public final class Bodies {

    public static final String TAG = "bench";

    private static final String PREFIX = "bench-";
    private static final long SEED = 42;

    private Bodies() {}

    /** The topic of a kind of body ({@code random} or {@code text}) and its size. */
    public static String topic(String kind, int bytes) {
        return PREFIX + kind + "-" + bytes;
    }

    /** One of up to 100,000 topics with the same kind of body; their names have the same length. */
    public static String topic(String kind, int bytes, int index) {
        return String.format("%s-%05d", topic(kind, bytes), index);
    }

    /** The body that belongs to a topic, or {@code null} if the topic is none of the bench's. */
    public static byte[] of(String topic) {
        String[] parts = topic.split("-");
        if (!topic.matches(PREFIX + "[a-z]+-[0-9]{1,8}(-[0-9]{5})?")) {
            return null;
        }
        int bytes = Integer.parseInt(parts[2]);
        return switch (parts[1]) {
            case "random" -> random(bytes);
            case "text" -> text(bytes);
            default -> null;
        };
    }

    private static byte[] random(int bytes) {
        byte[] body = new byte[bytes];
        new Random(SEED).nextBytes(body);
        return body;
    }

    /** JSON as applications send it: the same names again and again, the values different. */
    private static byte[] text(int bytes) {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder(bytes + 128);
        text.append('[');
        while (text.length() < bytes) {
            text.append("{\"orderId\":").append(random.nextInt(1_000_000));
            text.append(",\"customer\":\"customer-").append(random.nextInt(10_000));
            text.append("\",\"status\":\"").append(random.nextBoolean() ? "CREATED" : "SHIPPED");
            text.append("\",\"amount\":")
                    .append(random.nextInt(100_000) / 100.0)
                    .append("},");
        }
        return Arrays.copyOf(text.toString().getBytes(US_ASCII), bytes);
    }
}
