package io.rocketjca.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.rocketjca.bench.client.Bodies;
import java.nio.ByteBuffer;

/**
 * A send request, for one message or for a batch, in the JSON form, encoded once, as large as that of the official client; only its opaque is written anew
 * for each message.
 */
final class FloorFrame {

    private static final int FIRST_OPAQUE = 1_073_741_824;
    private static final int OPAQUE_DIGITS = 10;

    private final byte[] bytes;
    private final int opaqueAt;

    private static final String PROPERTIES =
            "UNIQ_KEY\u00017F000001000000000000000000000000\u0002WAIT\u0001true\u0002TAGS\u0001" + Bodies.TAG
                    + "\u0002";

    FloorFrame(String topic, byte[] body, boolean oneWay) {
        this(310, topic, properties(), body, oneWay);
    }

    /** So many messages in one request. */
    static FloorFrame ofBatch(String topic, byte[] body, int messages) {
        byte[] properties = PROPERTIES.getBytes(US_ASCII);
        int each = 5 * Integer.BYTES + body.length + Short.BYTES + properties.length;
        ByteBuffer batch = ByteBuffer.allocate(messages * each);
        for (int i = 0; i < messages; i++) {
            batch.putInt(each).putInt(0).putInt(0).putInt(0).putInt(body.length).put(body);
            batch.putShort((short) properties.length).put(properties);
        }
        return new FloorFrame(320, topic, "\"m\":\"true\"", batch.array(), false);
    }

    private static String properties() {
        return "\"i\":\"" + PROPERTIES.replace("\u0001", "\\u0001").replace("\u0002", "\\u0002") + "\",\"m\":\"false\"";
    }

    private FloorFrame(int code, String topic, String ownFields, byte[] body, boolean oneWay) {
        String header = "{\"code\":" + code + ",\"extFields\":{\"a\":\"bench-floor-0\",\"b\":\"" + topic
                + "\",\"c\":\"TBW102\",\"d\":\"4\",\"e\":\"1\",\"f\":\"0\",\"g\":\"" + System.currentTimeMillis()
                + "\",\"h\":\"0\"," + ownFields
                + ",\"j\":\"0\",\"k\":\"false\",\"n\":\"sink\"},\"flag\":"
                + (oneWay ? 2 : 0) + ",\"language\":\"JAVA\",\"opaque\":" + FIRST_OPAQUE
                + ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}";
        ByteBuffer frame = ByteBuffer.allocate(8 + header.length() + body.length);
        frame.putInt(4 + header.length() + body.length).putInt(header.length());
        frame.put(header.getBytes(US_ASCII)).put(body);
        bytes = frame.array();
        opaqueAt = 8 + header.indexOf(Integer.toString(FIRST_OPAQUE));
    }

    int size() {
        return bytes.length;
    }

    /** Appends the frame; the sequence is the low part of its opaque, which always has ten digits. */
    void write(ByteBuf out, int sequence) {
        int at = out.writerIndex() + opaqueAt + OPAQUE_DIGITS - 1;
        out.writeBytes(bytes);
        int rest = FIRST_OPAQUE + sequence;
        for (int i = 0; i < OPAQUE_DIGITS; i++) {
            out.setByte(at - i, '0' + rest % 10);
            rest /= 10;
        }
    }
}
