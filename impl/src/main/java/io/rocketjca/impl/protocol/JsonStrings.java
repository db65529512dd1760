package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Writes texts as the inside of JSON strings. */
public final class JsonStrings {

    /** The most bytes that one UTF-16 unit, or one byte of UTF-8, takes when escaped. */
    public static final int MAX_GROWTH = 6;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonStrings() {}

    /** Writes a text in quotes. */
    public static void writeQuoted(ByteBuf out, CharSequence text) {
        out.writeByte('"');
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (mustEscape(c)) {
                ByteBufUtil.writeUtf8(out, text, clean, i);
                writeEscape(out, c);
                clean = i + 1;
            }
        }
        ByteBufUtil.writeUtf8(out, text, clean, text.length());
        out.writeByte('"');
    }

    /** Writes UTF-8 bytes without quotes, escaping what JSON forbids inside a string. */
    public static void writeEscaped(ByteBuf out, byte[] utf8) {
        int clean = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (mustEscape(utf8[i] & 0xFF)) {
                out.writeBytes(utf8, clean, i - clean);
                writeEscape(out, utf8[i]);
                clean = i + 1;
            }
        }
        out.writeBytes(utf8, clean, utf8.length - clean);
    }

    /** How many bytes {@link #writeEscaped} writes. */
    public static int escapedBytes(byte[] utf8) {
        int bytes = utf8.length;
        for (byte unit : utf8) {
            if (mustEscape(unit & 0xFF)) {
                bytes += (unit & 0xFF) < 0x20 ? MAX_GROWTH - 1 : 1;
            }
        }
        return bytes;
    }

    private static boolean mustEscape(int unit) {
        return unit < 0x20 || unit == '"' || unit == '\\';
    }

    private static void writeEscape(ByteBuf out, int unit) {
        out.writeByte('\\');
        if (unit >= 0x20) {
            out.writeByte(unit);
            return;
        }
        out.writeByte('u').writeByte('0').writeByte('0');
        out.writeByte(HEX[unit >> 4]).writeByte(HEX[unit & 0xF]);
    }
}
