package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Turns commands into frames and frames into commands. */
public final class CommandCodec {

    /** The longest header that the header word can name. */
    static final int MAX_HEADER_BYTES = 0xFF_FFFF;

    /** Everything in a header, in either form, but remark and extension fields; the JSON form takes less than 150. */
    private static final int FIXED_BYTES = 256;

    /** What one extension field takes beside its texts, in either form. */
    private static final int FIELD_BYTES = 8;

    private CommandCodec() {}

    /** An upper bound for the size of the frame, its length field included. */
    public static int maxFrameBytes(RemotingCommand command) {
        long chars = command.remark() == null ? 0 : command.remark().length();
        for (Map.Entry<String, String> field : command.extFields().entrySet()) {
            chars += FIELD_BYTES + field.getKey().length() + field.getValue().length();
        }
        long bytes = FIXED_BYTES + JsonStrings.MAX_GROWTH * chars + command.body().length;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /**
     * Writes a whole frame, its length field included.
     *
     * @throws ProtocolException if the command does not fit into the encoding; nothing is written then
     */
    public static void encode(RemotingCommand command, HeaderEncoding encoding, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeZero(8);
            if (encoding == HeaderEncoding.JSON) {
                writeJsonHeader(command, out);
            } else {
                writeBinaryHeader(command, out);
            }
            int headerBytes = out.writerIndex() - start - 8;
            if (headerBytes > MAX_HEADER_BYTES) {
                throw new ProtocolException("The header of " + command + " takes " + headerBytes
                        + " bytes; the protocol allows " + MAX_HEADER_BYTES);
            }
            out.writeBytes(command.body());
            out.setInt(start, out.writerIndex() - start - 4);
            out.setInt(start + 4, encoding.wireByte() << 24 | headerBytes);
        } catch (RuntimeException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    /**
     * Reads a frame without its length field, up to the buffer's end; moves no index.
     *
     * @throws ProtocolException if the frame is broken
     */
    public static RemotingCommand decode(ByteBuf frame) {
        HeaderReader header = new HeaderReader();
        header.read(frame);
        return new RemotingCommand(
                header.code(),
                header.version(),
                header.opaque(),
                header.flag(),
                header.remark(),
                header.extFields(),
                ByteBufUtil.getBytes(header.body()));
    }

    private static void writeJsonHeader(RemotingCommand command, ByteBuf out) {
        writeAscii(out, "{\"code\":" + command.code());
        if (!command.extFields().isEmpty()) {
            String separator = ",\"extFields\":{";
            for (Map.Entry<String, String> field : command.extFields().entrySet()) {
                writeAscii(out, separator);
                JsonStrings.writeQuoted(out, field.getKey());
                out.writeByte(':');
                JsonStrings.writeQuoted(out, field.getValue());
                separator = ",";
            }
            out.writeByte('}');
        }
        writeAscii(
                out,
                ",\"flag\":" + command.flag() + ",\"language\":\"" + LanguageCode.JAVA + "\",\"opaque\":"
                        + command.opaque());
        if (command.remark() != null) {
            writeAscii(out, ",\"remark\":");
            JsonStrings.writeQuoted(out, command.remark());
        }
        writeAscii(out, ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":" + command.version() + "}");
    }

    private static void writeBinaryHeader(RemotingCommand command, ByteBuf out) {
        out.writeShort(asShort("code", command.code()));
        out.writeByte(LanguageCode.JAVA.ordinal());
        out.writeShort(asShort("version", command.version()));
        out.writeInt(command.opaque());
        out.writeInt(command.flag());
        int remarkLengthAt = out.writerIndex();
        out.writeInt(0);
        if (command.remark() != null) {
            out.setInt(remarkLengthAt, ByteBufUtil.writeUtf8(out, command.remark()));
        }
        int extLengthAt = out.writerIndex();
        out.writeInt(0);
        command.extFields().forEach((name, value) -> writeBinaryField(out, name, value));
        out.setInt(extLengthAt, out.writerIndex() - extLengthAt - 4);
    }

    /** Leaves out empty values: the peer would read them as null, and sign the text "null" in their place. */
    private static void writeBinaryField(ByteBuf out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        int nameLengthAt = out.writerIndex();
        out.writeShort(0);
        out.setShort(nameLengthAt, asShort("length of an extension field's name", ByteBufUtil.writeUtf8(out, name)));
        int valueLengthAt = out.writerIndex();
        out.writeInt(0);
        out.setInt(valueLengthAt, ByteBufUtil.writeUtf8(out, value));
    }

    private static int asShort(String what, int value) {
        if (value != (short) value) {
            throw new ProtocolException("The " + what + " is " + value + ", but the binary header holds at most "
                    + Short.MAX_VALUE + "; the JSON header has no such limit");
        }
        return value;
    }

    private static void writeAscii(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.US_ASCII);
    }
}
