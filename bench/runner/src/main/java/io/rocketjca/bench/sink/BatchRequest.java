package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rocketjca.bench.client.Bodies;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sink reads of a batch: its messages lie one after the other, each with its length at the beginning. */
final class BatchRequest {

    static final int CODE = 320;

    private static final Pattern TOPIC = Pattern.compile("bench-(random|text)-[0-9]{1,8}(-[0-9]{5})?");
    private static final Pattern PROPERTIES = Pattern.compile(
            "(?=.*UNIQ_KEY\u0001([0-9A-F]{32}|[0-9A-F]{56})\u0002)(?=.*WAIT\u0001true\u0002)(?=.*TAGS\u0001"
                    + Bodies.TAG + "\u0002).*");

    private BatchRequest() {}

    /** The number of messages. */
    static int messages(byte[] bytes, int bodyAt, int end) {
        int count = 0;
        for (int at = bodyAt; at < end; at += Bytes.int32(bytes, at)) {
            count++;
        }
        return count;
    }

    /** What is wrong with a batch; {@code null} if nothing is. Slow, so only for few of them. */
    static String fault(byte[] bytes, int start, int bodyAt, int end) {
        try {
            String header = new String(bytes, start, bodyAt - start, ISO_8859_1);
            Matcher topic = TOPIC.matcher(header);
            if (!topic.find()) {
                return "batch without topic";
            }
            byte[] expected = Bodies.of(topic.group());
            ByteBuffer batch = ByteBuffer.wrap(bytes, bodyAt, end - bodyAt);
            String fault = null;
            while (batch.hasRemaining() && fault == null) {
                fault = messageFault(batch, expected);
            }
            return fault;
        } catch (RuntimeException e) {
            return "batch not readable: " + e;
        }
    }

    private static String messageFault(ByteBuffer batch, byte[] expected) {
        int start = batch.position();
        int total = batch.getInt();
        batch.position(start + 4 * Integer.BYTES);
        byte[] body = new byte[batch.getInt()];
        batch.get(body);
        byte[] properties = new byte[batch.getShort()];
        batch.get(properties);
        if (batch.position() - start != total) {
            return "batched message of " + total + " bytes";
        }
        if (!Arrays.equals(body, expected)) {
            return "batched body of " + body.length + " bytes differs from what was sent";
        }
        String text = new String(properties, UTF_8);
        return PROPERTIES.matcher(text).matches() ? null : "properties of a batched message " + text;
    }
}
