package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.Decimals;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.Hex;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import java.util.Map;

/** The template with a binary header: every number at its place, every text behind its length. */
final class BinarySendFrameTemplate implements SendFrameTemplate {

    // places in a frame, counted from its length field
    private static final int HEADER_WORD_AT = 4;
    private static final int HEADER_AT = 8;
    private static final int OPAQUE_AT = HEADER_AT + 5;
    private static final int FLAG_AT = OPAQUE_AT + 4;
    private static final int EXT_LENGTH_AT = FLAG_AT + 8;
    private static final int FIELDS_AT = EXT_LENGTH_AT + 4;

    private static final int FIELD_HEAD_BYTES = 7;
    private static final byte[] UNIQUE_KEY = "UNIQ_KEY\u0001".getBytes(UTF_8);
    private static final byte[] WAIT_TRUE = "\u0002WAIT\u0001true\u0002".getBytes(UTF_8);
    private static final byte[] WAIT_FALSE = "\u0002WAIT\u0001false\u0002".getBytes(UTF_8);

    private static final int MAX_VARIABLE_BYTES =
            4 * FIELD_HEAD_BYTES + 3 * Decimals.MAX_BYTES + UNIQUE_KEY.length + Hex.ID_DIGITS + WAIT_FALSE.length;

    /** The frame up to the end of the constant fields, with zeros at the places to patch. */
    private final byte[] head;

    /**
     * @param fields the constant fields
     */
    BinarySendFrameTemplate(Map<String, String> fields) {
        ByteBuf frame = Unpooled.buffer();
        CommandCodec.encode(
                RemotingCommand.request(RequestCode.SEND_MESSAGE_V2, 0, fields, null), HeaderEncoding.BINARY, frame);
        head = ByteBufUtil.getBytes(frame);
    }

    /** Where the room for a signature is, counted from the frame's beginning. */
    int signatureAt() {
        return SendFields.roomIn(head);
    }

    @Override
    public int maxFrameBytes(PreparedMessage message) {
        byte[] properties = message.properties();
        return head.length + MAX_VARIABLE_BYTES + (properties == null ? 0 : properties.length) + message.body().length;
    }

    @Override
    public void write(ByteBuf out, int opaque, boolean oneWay, PreparedMessage message) {
        int start = out.writerIndex();
        out.writeBytes(head);
        writeNumber(out, 'f', message.sysFlag());
        writeNumber(out, 'g', message.bornMillis());
        writeNumber(out, 'h', message.flag());
        writeProperties(out, message);
        int headerEnd = out.writerIndex();
        byte[] body = message.body();
        out.writeBytes(body);
        out.setInt(start, headerEnd - start - HEADER_WORD_AT + body.length);
        out.setInt(start + HEADER_WORD_AT, HeaderEncoding.BINARY.wireByte() << 24 | headerEnd - start - HEADER_AT);
        out.setInt(start + OPAQUE_AT, opaque);
        out.setInt(start + FLAG_AT, oneWay ? RemotingCommand.FLAG_ONE_WAY : 0);
        out.setInt(start + EXT_LENGTH_AT, headerEnd - start - FIELDS_AT);
    }

    private static void writeNumber(ByteBuf out, char name, long value) {
        out.writeShort(1);
        out.writeByte(name);
        int lengthAt = out.writerIndex();
        out.writeInt(1);
        if (value >= 0 && value < 10) {
            out.writeByte('0' + (int) value);
            return;
        }
        Decimals.write(out, value);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - 4);
    }

    private static void writeProperties(ByteBuf out, PreparedMessage message) {
        byte[] wait = message.waitStored() ? WAIT_TRUE : WAIT_FALSE;
        byte[] others = message.properties();
        int bytes = UNIQUE_KEY.length + Hex.ID_DIGITS + wait.length + (others == null ? 0 : others.length);
        out.writeShort(1);
        out.writeByte('i');
        out.writeInt(bytes);
        out.writeBytes(UNIQUE_KEY);
        SendFields.writeUniqueKey(out, message);
        out.writeBytes(wait);
        if (others != null) {
            out.writeBytes(others);
        }
    }
}
