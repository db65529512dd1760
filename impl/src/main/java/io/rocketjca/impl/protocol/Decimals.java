package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes whole numbers as decimal digits straight into a buffer, and reads them, eight digits at a time. */
public final class Decimals {

    /** The most characters that a 64-bit number takes. */
    public static final int MAX_BYTES = 20;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Decimals() {}

    /** Writes a number without leading zeros; allocates nothing. */
    public static void write(ByteBuf out, long value) {
        if (value >= 0) {
            writePositive(out, value);
            return;
        }
        out.writeByte('-');
        // the smallest number has no positive twin, so the division comes before the sign is turned
        long high = value / EIGHT_DIGITS;
        int low = (int) -(value % EIGHT_DIGITS);
        if (high == 0) {
            writeShort(out, low);
        } else {
            writePositive(out, -high);
            out.writeLong(digits(low));
        }
    }

    /** Sets eight bytes to the digits of a number from 0 to 99,999,999, with leading zeros. */
    public static void setEight(ByteBuf out, int at, int value) {
        out.setLong(at, digits(value));
    }

    private static void writePositive(ByteBuf out, long value) {
        if (value < EIGHT_DIGITS) {
            writeShort(out, (int) value);
        } else {
            writePositive(out, value / EIGHT_DIGITS);
            out.writeLong(digits((int) (value % EIGHT_DIGITS)));
        }
    }

    private static void writeShort(ByteBuf out, int value) {
        if (value < 10) {
            out.writeByte('0' + value);
            return;
        }
        long digits = digits(value);
        int count = 8 - (Long.numberOfLeadingZeros(digits - ZEROS) >>> 3);
        long left = digits << 64 - 8 * count; // the first digit into the highest byte
        if ((count & 8) != 0) {
            out.writeLong(left);
            return;
        }
        if ((count & 4) != 0) {
            out.writeInt((int) (left >>> 32));
            left <<= 32;
        }
        if ((count & 2) != 0) {
            out.writeShort((int) (left >>> 48));
            left <<= 16;
        }
        if ((count & 1) != 0) {
            out.writeByte((int) (left >>> 56));
        }
    }

    /**
     * The number that ASCII digits make.
     *
     * @param end at most 18 digits behind {@code start}
     * @return {@code absent} if there is no digit, or anything else
     */
    static long parse(byte[] ascii, int start, int end, long absent) {
        long value = 0;
        int at = start;
        for (; end - at >= 8; at += 8) {
            long eight = (long) LONGS.get(ascii, at) - ZEROS;
            if (((eight + 0x7676_7676_7676_7676L | eight) & HIGH_BITS) != 0) {
                return absent;
            }
            value = value * EIGHT_DIGITS + number(eight);
        }
        for (; at < end; at++) {
            int digit = ascii[at] - '0';
            if (digit < 0 || digit > 9) {
                return absent;
            }
            value = value * 10 + digit;
        }
        return start == end ? absent : value;
    }

    /** The number that eight bytes from 0 to 9 make, the first digit in the lowest byte. */
    private static int number(long digits) {
        long pairs = digits * 10 + (digits >>> 8); // in every other byte
        long low = (pairs & 0x0000_00FF_0000_00FFL) * (100L + (1_000_000L << 32));
        long high = (pairs >>> 16 & 0x0000_00FF_0000_00FFL) * (1L + (10_000L << 32));
        return (int) (low + high >>> 32);
    }

    /** The eight digits of a number below 100,000,000 as ASCII bytes, the first digit in the highest byte. */
    static long digits(int value) {
        long fours = (long) (value / 10_000) << 32 | value % 10_000;
        long hundreds = (fours * 5243 >>> 19) & 0x0000_007F_0000_007FL; // exact below 10,000
        long twos = hundreds << 16 | fours - 100 * hundreds;
        long tens = (twos * 103 >>> 10) & 0x000F_000F_000F_000FL; // exact below 100
        // within each pair the tens digit takes the higher byte
        return (tens << 8 | twos - 10 * tens) + ZEROS;
    }
}
