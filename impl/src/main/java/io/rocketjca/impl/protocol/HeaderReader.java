package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the headers of received frames, one after the other, without allocating for numbers. For one thread. What it says is
 * valid until the next {@link #read}, the body only as long as the frame; after a {@link ProtocolException} it says nothing.
 */
public final class HeaderReader implements ReceivedHeader {

    /** A larger header gets an array of its own, so that one giant does not stay in memory for ever. */
    private static final int KEPT_BYTES = 64 << 10;

    private static final int HEADER_WORD_BYTES = 4;

    private final HeaderValues values = new HeaderValues();
    private final HeaderShape shape = new HeaderShape();
    private final JsonHeaderScanner json = new JsonHeaderScanner();
    private final BinaryHeaderScanner binary = new BinaryHeaderScanner();
    private ByteBuf frame = Unpooled.EMPTY_BUFFER;
    private int bodyStart;
    private int bodyBytes;
    private HeaderEncoding encoding;

    /**
     * Reads one frame.
     *
     * @param newFrame the frame without its length field, from reader index to writer index, which do not move; not retained
     * @throws ProtocolException if the frame is broken, with the reason
     */
    public void read(ByteBuf newFrame) {
        frame = newFrame;
        boolean read = false;
        try {
            readHeader(newFrame);
            read = true;
        } finally {
            if (!read) {
                values.clear();
                shape.forget();
            }
        }
    }

    private void readHeader(ByteBuf newFrame) {
        int frameBytes = newFrame.readableBytes();
        if (frameBytes < HEADER_WORD_BYTES) {
            throw new ProtocolException("The frame has " + frameBytes + " bytes after its length field, at least "
                    + HEADER_WORD_BYTES + " are needed");
        }
        int word = newFrame.getInt(newFrame.readerIndex());
        int headerBytes = word & CommandCodec.MAX_HEADER_BYTES;
        if (headerBytes > frameBytes - HEADER_WORD_BYTES) {
            throw new ProtocolException("The header announces " + headerBytes + " bytes, but the frame has "
                    + (frameBytes - HEADER_WORD_BYTES) + " left");
        }
        encoding = encodingOf(word >>> 24);
        copyHeader(headerBytes);
        bodyStart = newFrame.readerIndex() + HEADER_WORD_BYTES + headerBytes;
        bodyBytes = frameBytes - HEADER_WORD_BYTES - headerBytes;
        if (encoding != HeaderEncoding.JSON) {
            values.clear();
            shape.forget();
            binary.scan(values, headerBytes);
        } else if (!shape.matches(values, headerBytes)) {
            values.clear();
            json.scan(values, headerBytes);
            shape.remember(values, headerBytes);
        }
    }

    public HeaderEncoding encoding() {
        return encoding;
    }

    @Override
    public int code() {
        return values.code;
    }

    @Override
    public int version() {
        return values.version;
    }

    @Override
    public int opaque() {
        return values.opaque;
    }

    public int flag() {
        return values.flag;
    }

    public boolean isResponse() {
        return (values.flag & RemotingCommand.FLAG_RESPONSE) != 0;
    }

    public boolean isOneWay() {
        return (values.flag & RemotingCommand.FLAG_ONE_WAY) != 0;
    }

    @Override
    public String remark() {
        return values.remark();
    }

    /** Finds fields with ASCII names only. */
    @Override
    public String extField(String name) {
        int index = values.find(name);
        return index < 0 ? null : values.value(index);
    }

    @Override
    public long extLong(String name, long absent) {
        int index = values.find(name);
        return index < 0 ? absent : values.number(index, absent);
    }

    @Override
    public long extId(String name, int half, long absent) {
        int index = values.find(name);
        return index < 0 ? absent : values.id(index, half, absent);
    }

    /** All extension fields, as a new map. */
    public Map<String, String> extFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.fieldCount(); i++) {
            fields.put(values.name(i), values.value(i));
        }
        return fields;
    }

    /** The body, sharing the frame's bytes and its life; empty if there is none. */
    public ByteBuf body() {
        return bodyBytes == 0 ? Unpooled.EMPTY_BUFFER : frame.slice(bodyStart, bodyBytes);
    }

    private void copyHeader(int headerBytes) {
        if (headerBytes > values.bytes.length || values.bytes.length > KEPT_BYTES) {
            values.bytes = new byte[Math.max(headerBytes, HeaderValues.FIRST_BYTES)];
        }
        frame.getBytes(frame.readerIndex() + HEADER_WORD_BYTES, values.bytes, 0, headerBytes);
    }

    private static HeaderEncoding encodingOf(int wireByte) {
        return switch (wireByte) {
            case 0 -> HeaderEncoding.JSON;
            case 1 -> HeaderEncoding.BINARY;
            default ->
                throw new ProtocolException(
                        "The header's form is " + wireByte + "; only 0 (JSON) and 1 (binary) are known");
        };
    }
}
