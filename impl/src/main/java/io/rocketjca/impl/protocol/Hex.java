package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers as upper-case hexadecimal digits, without allocating on the way. */
public final class Hex {

    /** The digits of an id of 16 bytes. */
    public static final int ID_DIGITS = 32;

    private static final int HALF_DIGITS = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Hex() {}

    /** The eight digits of a number as eight ASCII bytes, the first digit in the highest byte. */
    public static long digits(int value) {
        long x = value & 0xFFFF_FFFFL;
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFFL;
        x = (x | x << 8) & 0x00FF_00FF_00FF_00FFL;
        x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0FL; // one hex digit in each byte
        long letters = (x + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return x + 0x3030_3030_3030_3030L + letters * ('A' - '0' - 10);
    }

    /** Sets sixteen bytes to the digits of a number. */
    public static void set(ByteBuf out, int at, long value) {
        out.setLong(at, digits((int) (value >>> 32)));
        out.setLong(at + 8, digits((int) value));
    }

    /** The 32 digits of an id. */
    public static String text(long high, long low) {
        byte[] digits = new byte[ID_DIGITS];
        put(digits, 0, high);
        put(digits, HALF_DIGITS, low);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** One half of a text of exactly 32 digits, or {@code absent} if it is something else. */
    static long parseHalf(String text, int half, long absent) {
        if (text.length() != ID_DIGITS) {
            return absent;
        }
        return parse(text, half * HALF_DIGITS, absent);
    }

    /** The number that the 16 digits from {@code start} on make, or {@code absent} if there is something else. */
    public static long parse(String text, int start, long absent) {
        if (start < 0 || start + HALF_DIGITS > text.length()) {
            return absent;
        }
        long value = 0;
        for (int i = start; i < start + HALF_DIGITS; i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return absent;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** The same for ASCII bytes of which the caller knows that there are 32. */
    static long parseHalf(byte[] ascii, int start, long absent) {
        long first = (long) LONGS.get(ascii, start);
        long second = (long) LONGS.get(ascii, start + 8);
        int high = number(first);
        int low = number(second);
        if (digits(high) == first && digits(low) == second) {
            return (long) high << 32 | low & 0xFFFF_FFFFL;
        }
        String other = new String(ascii, start, HALF_DIGITS, StandardCharsets.ISO_8859_1);
        return parse(other, 0, absent); // small letters, or no digits at all
    }

    /** The number that eight digits make, the first in the highest byte; anything at all if they are none. */
    private static int number(long digits) {
        long x = (digits & 0x0F0F_0F0F_0F0F_0F0FL)
                + 9 * (digits >>> 6 & 0x0101_0101_0101_0101L); // a hex digit in each byte
        x = (x | x >>> 4) & 0x00FF_00FF_00FF_00FFL;
        x = (x | x >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (int) (x | x >>> 16);
    }

    private static int digit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static void put(byte[] into, int at, long value) {
        for (int i = 0; i < HALF_DIGITS; i++) {
            int digit = (int) (value >>> 60 - 4 * i) & 0xF;
            into[at + i] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
        }
    }
}
