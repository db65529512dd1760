package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Writes the answers to a burst of requests, in the JSON form in which a 5.x broker answers whatever it was asked in. */
final class Answers {

    private static final byte[] QUEUE = ascii("{\"code\":0,\"extFields\":{\"queueId\":\"");
    private static final byte[] ID = ascii("\",\"TRACE_ON\":\"true\",\"MSG_REGION\":\"DefaultRegion\",\"msgId\":\"");
    private static final byte[] OFFSET = ascii("\",\"queueOffset\":\"");
    private static final byte[] KEY = ascii("\",\"transactionId\":\"");
    private static final byte[] OPAQUE = ascii("\"},\"flag\":1,\"language\":\"JAVA\",\"opaque\":");
    private static final byte[] END = ascii(",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}");
    private static final byte[] DIGITS = ascii("0123456789ABCDEF");
    private static final int HEADER_AT = 8;

    /** More than any answer to a send takes. */
    private static final int MOST_BYTES = 512;

    private static final int STORED_BYTES = 300;

    private final byte[] host;
    private byte[] out = new byte[256 << 10];
    private int size;
    private long stored;

    /**
     * @param port where the sink listens, part of the ids it gives
     */
    Answers(int port) {
        this.host = ascii(String.format("7F000001%08X", port));
    }

    byte[] bytes() {
        return out;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Says that a message is stored; {@code request} holds its unique key. */
    void stored(RequestHead head, byte[] request) {
        ensure(MOST_BYTES);
        int start = begin();
        put(QUEUE);
        decimal(Math.max(0, head.queueId));
        put(ID);
        put(host);
        hex(stored * STORED_BYTES);
        put(OFFSET);
        decimal(stored++);
        if (head.uniqueKeyAt >= 0) {
            put(KEY);
            System.arraycopy(request, head.uniqueKeyAt, out, size, head.uniqueKeyDigits);
            size += head.uniqueKeyDigits;
        }
        put(OPAQUE);
        decimal(head.opaque);
        put(END);
        end(start, size);
    }

    /** Says that a batch is stored. */
    void stored(RequestHead head, int messages) {
        ensure(MOST_BYTES + messages * (2 * host.length + 1));
        int start = begin();
        put(QUEUE);
        decimal(Math.max(0, head.queueId));
        put(ID);
        long first = stored;
        for (int i = 0; i < messages; i++) {
            if (i > 0) {
                out[size++] = ',';
            }
            put(host);
            hex(stored++ * STORED_BYTES);
        }
        put(OFFSET);
        decimal(first);
        put(OPAQUE);
        decimal(head.opaque);
        put(END);
        end(start, size);
    }

    /** Any other answer. */
    void plain(int code, int opaque, byte[] body) {
        byte[] header = ascii("{\"code\":" + code + ",\"flag\":1,\"language\":\"JAVA\",\"opaque\":" + opaque
                + ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}");
        ensure(HEADER_AT + header.length + body.length);
        int start = begin();
        put(header);
        int headerEnd = size;
        put(body);
        end(start, headerEnd);
    }

    private int begin() {
        int start = size;
        size += HEADER_AT;
        return start;
    }

    /** JSON is form 0, so that the header word is the header's length. */
    private void end(int start, int headerEnd) {
        int32(start, size - start - 4);
        int32(start + 4, headerEnd - start - HEADER_AT);
    }

    private void ensure(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, 2 * out.length + bytes);
        }
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void int32(int at, int value) {
        out[at] = (byte) (value >>> 24);
        out[at + 1] = (byte) (value >>> 16);
        out[at + 2] = (byte) (value >>> 8);
        out[at + 3] = (byte) value;
    }

    private void hex(long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            out[size++] = DIGITS[(int) (value >>> shift) & 15];
        }
    }

    private void decimal(long value) {
        long rest = value;
        if (rest < 0) {
            out[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; power <= rest; power *= 10) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            out[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
