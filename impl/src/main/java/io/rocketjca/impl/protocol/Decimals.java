package io.rocketjca.impl.protocol;

import io.netty.buffer.ByteBuf;

/** Writes whole numbers as decimal digits straight into a buffer, eight digits at a time. */
public final class Decimals {

    /** The most characters that a 64-bit number takes. */
    public static final int MAX_BYTES = 20;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long ZEROS = 0x3030_3030_3030_3030L;

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
