package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/**
 * Writes the body of a batch, in which a broker finds the messages one after the other:
 *
 * <pre>
 *   int32 bytes of all this | int32 0 | int32 0 | int32 flag | int32 n | n bytes of body | int16 m | m bytes of properties
 * </pre>
 *
 * Each message brings the unique key and {@code WAIT} among its properties, as a message of its own does.
 */
public final class BatchBody {

    private static final byte[] UNIQUE_KEY =
            (MessageProperties.UNIQUE_KEY + MessageProperties.NAME_END).getBytes(UTF_8);
    private static final byte[] WAIT_TRUE = ("" + MessageProperties.VALUE_END + MessageProperties.WAIT
                    + MessageProperties.NAME_END + "true" + MessageProperties.VALUE_END)
            .getBytes(UTF_8);

    private static final int NUMBERS = 5 * Integer.BYTES + Short.BYTES;
    private static final int OWN_PROPERTIES = UNIQUE_KEY.length + Hex.ID_DIGITS + WAIT_TRUE.length;

    /**
     * What a broker adds to a stored message beside body, topic and the properties that it was sent with: 91 to 115 bytes of
     * numbers and addresses, and up to release 5.3 the properties MSG_REGION, TRACE_ON and CLUSTER, whose names and usual
     * values take less than 128.
     */
    static final int STORED_BYTES = 256;

    private BatchBody() {}

    /**
     * The bytes that one message takes in a batch.
     *
     * @param properties all properties but the unique key and {@code WAIT}, encoded, or {@code null}
     */
    public static int bytesOf(byte[] body, byte[] properties) {
        return NUMBERS + OWN_PROPERTIES + body.length + (properties == null ? 0 : properties.length);
    }

    /**
     * An upper bound for the bytes that one message of a batch takes in the broker, whose limit for a batch is the limit for
     * what it stores of it.
     */
    public static long storedBytesOf(int bytesInBatch, String topic) {
        return (long) bytesInBatch + topic.length() + STORED_BYTES;
    }

    /** Appends one message, {@link #bytesOf} bytes. */
    public static void write(
            ByteBuf out, int flag, byte[] body, byte[] properties, long uniqueKeyHigh, long uniqueKeyLow) {
        int ownBytes = properties == null ? 0 : properties.length;
        out.writeLong((long) bytesOf(body, properties) << 32); // and no magic number
        out.writeLong(flag & 0xFFFF_FFFFL); // no checksum: brokers make their own
        out.writeInt(body.length);
        out.writeBytes(body);
        out.writeShort(OWN_PROPERTIES + ownBytes);
        out.writeBytes(UNIQUE_KEY);
        int keyAt = out.writerIndex();
        out.writeZero(Hex.ID_DIGITS);
        Hex.set(out, keyAt, uniqueKeyHigh);
        Hex.set(out, keyAt + Hex.ID_DIGITS / 2, uniqueKeyLow);
        out.writeBytes(WAIT_TRUE);
        if (properties != null) {
            out.writeBytes(properties);
        }
    }
}
