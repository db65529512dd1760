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
import java.util.Map;

/**
 * The beginning of all binary frames to one target whose messages have the same flags: from the length field to the property
 * {@code WAIT}, with room for the born time and the unique key. Immutable.
 */
final class BinarySendHead {

    // places in a frame, counted from its length field
    private static final int HEADER_WORD_AT = 4;
    private static final int HEADER_AT = 8;
    private static final int OPAQUE_AT = HEADER_AT + 5;
    private static final int EXT_LENGTH_AT = OPAQUE_AT + 12;
    private static final int FIELDS_AT = EXT_LENGTH_AT + 4;

    /** Where the first field's value is, but for the length of its name. */
    static final int FIRST_VALUE_AT = FIELDS_AT + 6;

    /** Milliseconds since 1970 have 13 digits from 2001 to 2286. */
    private static final long FROM_MILLIS = 1_000_000_000_000L;

    private static final long TO_MILLIS = 9_999_999_999_999L;

    /** So many are in the room for it. */
    static final int BORN_DIGITS = 13;

    private static final byte[] UNIQUE_KEY = "UNIQ_KEY\u0001".getBytes(UTF_8);
    private static final byte[] WAIT_TRUE = "\u0002WAIT\u0001true\u0002".getBytes(UTF_8);
    private static final byte[] WAIT_FALSE = "\u0002WAIT\u0001false\u0002".getBytes(UTF_8);

    private final byte[] bytes;
    private final int bornAt;
    private final int propertiesLengthAt;
    private final int sysFlag;
    private final int flag;
    private final boolean waitStored;

    /**
     * Made for one message and good for all others that it {@link #fits}.
     *
     * @param fields the constant fields
     */
    BinarySendHead(int requestCode, Map<String, String> fields, PreparedMessage message) {
        this.sysFlag = message.sysFlag();
        this.flag = message.flag();
        this.waitStored = message.waitStored();
        ByteBuf out = Unpooled.buffer(512);
        CommandCodec.encode(RemotingCommand.request(requestCode, 0, fields, null), HeaderEncoding.BINARY, out);
        writeField(out, 'f', Integer.toString(sysFlag));
        writeField(out, 'g', Long.toString(message.bornMillis()));
        this.bornAt = hasBornDigits(message) ? out.writerIndex() - BORN_DIGITS : -1;
        writeField(out, 'h', Integer.toString(flag));
        out.writeShort(1).writeByte('i');
        this.propertiesLengthAt = out.writerIndex();
        out.writeInt(0).writeBytes(UNIQUE_KEY).writeZero(Hex.ID_DIGITS).writeBytes(wait(waitStored));
        this.bytes = ByteBufUtil.getBytes(out);
    }

    /** Whether the message has the same flags, and a born time that has its room here. */
    boolean fits(PreparedMessage message) {
        return message.flag() == flag
                && message.sysFlag() == sysFlag
                && message.waitStored() == waitStored
                && bornAt >= 0
                && hasBornDigits(message);
    }

    /** Whether the born time has as many digits as there is room for. */
    static boolean hasBornDigits(PreparedMessage message) {
        long born = message.bornMillis();
        return born >= FROM_MILLIS && born <= TO_MILLIS;
    }

    int length() {
        return bytes.length;
    }

    /** Appends the head; so many bytes of the message's own properties must follow. */
    void write(ByteBuf out, PreparedMessage message, int ownPropertiesBytes) {
        int start = out.writerIndex();
        out.writeBytes(bytes);
        if (bornAt >= 0) {
            setBorn(out, start + bornAt, message.bornMillis());
        }
        int propertiesAt = propertiesLengthAt + 4;
        out.setInt(start + propertiesLengthAt, bytes.length - propertiesAt + ownPropertiesBytes);
        int keyAt = start + propertiesAt + UNIQUE_KEY.length;
        Hex.set(out, keyAt, message.uniqueKeyHigh());
        Hex.set(out, keyAt + Hex.ID_DIGITS / 2, message.uniqueKeyLow());
    }

    /** Sets the digits of a born time: eight from each end, which meet, and agree, in the middle. */
    static void setBorn(ByteBuf out, int at, long millis) {
        Decimals.setEight(out, at, (int) (millis / 100_000));
        Decimals.setEight(out, at + BORN_DIGITS - 8, (int) (millis % 100_000_000));
    }

    /** Sets all lengths of the frame that ends at the writer index. */
    static void patchFrame(ByteBuf out, int start, int headerEnd) {
        long frameBytes = out.writerIndex() - start - HEADER_WORD_AT;
        int headerWord = HeaderEncoding.BINARY.wireByte() << 24 | headerEnd - start - HEADER_AT;
        out.setLong(start, frameBytes << 32 | headerWord);
        out.setInt(start + EXT_LENGTH_AT, headerEnd - start - FIELDS_AT);
    }

    /** Sets opaque and flag of the request, which lie side by side. */
    static void patchRequest(ByteBuf out, int start, int opaque, int requestFlag) {
        out.setLong(start + OPAQUE_AT, (long) opaque << 32 | requestFlag);
    }

    static void writeField(ByteBuf out, char name, String value) {
        out.writeShort(1).writeByte(name);
        out.writeInt(value.length());
        ByteBufUtil.writeAscii(out, value);
    }

    private static byte[] wait(boolean stored) {
        return stored ? WAIT_TRUE : WAIT_FALSE;
    }
}
