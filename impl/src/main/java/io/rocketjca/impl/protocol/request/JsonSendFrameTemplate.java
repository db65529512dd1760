package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.Decimals;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.JsonStrings;
import io.rocketjca.impl.protocol.LanguageCode;
import io.rocketjca.impl.protocol.RemotingCommand;
import java.util.Map;

/** The template with a JSON header: constant pieces of text, and between them what the message brings. */
final class JsonSendFrameTemplate implements SendFrameTemplate {

    private static final int HEADER_WORD_AT = 4;
    private static final int HEADER_AT = 8;

    private static final byte[] BORN_MILLIS = "\",\"g\":\"".getBytes(UTF_8);
    private static final byte[] FLAG = "\",\"h\":\"".getBytes(UTF_8);
    private static final byte[] UNIQUE_KEY = "\",\"i\":\"UNIQ_KEY\\u0001".getBytes(UTF_8);
    private static final byte[] WAIT_TRUE = "\\u0002WAIT\\u0001true\\u0002".getBytes(UTF_8);
    private static final byte[] WAIT_FALSE = "\\u0002WAIT\\u0001false\\u0002".getBytes(UTF_8);
    private static final byte[] OPAQUE = "\"},\"opaque\":".getBytes(UTF_8);

    private static final int MAX_VARIABLE_BYTES = BORN_MILLIS.length
            + FLAG.length
            + UNIQUE_KEY.length
            + Hex.ID_DIGITS
            + WAIT_FALSE.length
            + OPAQUE.length
            + 4 * Decimals.MAX_BYTES
            + 1;

    /** The frame up to and including the quote before the sysFlag. */
    private final byte[] head;

    private final SendFrameTemplate batches;

    /** Where the flag of the request is, counted from the length field. */
    private final int flagAt;

    /**
     * @param fields the constant fields
     */
    JsonSendFrameTemplate(int requestCode, Map<String, String> fields, SendFrameTemplate batches) {
        this.batches = batches;
        ByteBuf frame = Unpooled.buffer();
        frame.writeZero(HEADER_AT);
        ByteBufUtil.writeAscii(frame, "{\"code\":" + requestCode + ",\"flag\":0");
        flagAt = frame.writerIndex() - 1;
        ByteBufUtil.writeAscii(
                frame,
                ",\"language\":\"" + LanguageCode.JAVA + "\",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":"
                        + RemotingCommand.VERSION + ",\"extFields\":{");
        fields.forEach((name, value) -> {
            JsonStrings.writeQuoted(frame, name);
            frame.writeByte(':');
            JsonStrings.writeQuoted(frame, value);
            frame.writeByte(',');
        });
        ByteBufUtil.writeAscii(frame, "\"f\":\"");
        head = ByteBufUtil.getBytes(frame);
    }

    /** Where the room for a signature is, counted from the frame's beginning. */
    int signatureAt() {
        return SendFields.roomIn(head);
    }

    @Override
    public SendFrameTemplate forBatches() {
        return batches;
    }

    @Override
    public int maxFrameBytes(PreparedMessage message) {
        byte[] properties = message.properties();
        return head.length
                + MAX_VARIABLE_BYTES
                + (properties == null ? 0 : JsonStrings.escapedBytes(properties))
                + message.body().length;
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message) {
        int start = out.writerIndex();
        out.writeBytes(head);
        Decimals.write(out, message.sysFlag());
        out.writeBytes(BORN_MILLIS);
        Decimals.write(out, message.bornMillis());
        out.writeBytes(FLAG);
        Decimals.write(out, message.flag());
        writeProperties(out, message);
        out.writeBytes(OPAQUE);
        Decimals.write(out, opaque);
        out.writeByte('}');
        int headerEnd = out.writerIndex();
        byte[] body = message.body();
        out.writeBytes(body);
        out.setInt(start, headerEnd - start - HEADER_WORD_AT + body.length);
        out.setInt(start + HEADER_WORD_AT, HeaderEncoding.JSON.wireByte() << 24 | headerEnd - start - HEADER_AT);
        if (oneWay) {
            out.setByte(start + flagAt, '0' + RemotingCommand.FLAG_ONE_WAY);
        }
    }

    private static void writeProperties(ByteBuf out, PreparedMessage message) {
        out.writeBytes(UNIQUE_KEY);
        SendFields.writeUniqueKey(out, message);
        out.writeBytes(message.waitStored() ? WAIT_TRUE : WAIT_FALSE);
        byte[] others = message.properties();
        if (others != null) {
            JsonStrings.writeEscaped(out, others);
        }
    }
}
