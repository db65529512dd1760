package io.rocketjca.impl.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The last JSON header that was scanned, to recognise the next one without scanning it: the answers of one broker differ
 * only in a few values of the same length, so comparing what lies between those values is enough, and many times faster.
 *
 * <p>It only ever says yes if the scanner would find the same fields at the same places; anything else is for the scanner.
 */
final class HeaderShape {

    /** Answers to sends have about half as many values; a header with more is scanned each time. */
    private static final int MAX_HOLES = 16;

    /** {@link Integer#MAX_VALUE} has so many. */
    private static final int MAX_OPAQUE_DIGITS = 10;

    /** In each byte its lowest bit, and its highest. */
    private static final long ONES = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int LONG_BYTES = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[] bytes = new byte[HeaderValues.FIRST_BYTES];
    private int length = -1;
    private final int[] holeStarts = new int[MAX_HOLES];
    private final int[] holeEnds = new int[MAX_HOLES];
    private int holes;
    private int opaqueStart;
    private int opaqueEnd;

    /** Remembers the header that was just scanned into the values, unless its shape is too odd to be worth it. */
    void remember(HeaderValues values, int newLength) {
        length = -1;
        if (newLength > bytes.length || values.opaqueStart < 0 || values.anyEscaped()) {
            return;
        }
        opaqueStart = values.opaqueStart;
        opaqueEnd = values.opaqueEnd;
        holes = 0;
        boolean known = addHole(opaqueStart, opaqueEnd);
        for (int i = 0; known && i < values.fieldCount(); i++) {
            if (values.quoted(i)) {
                known = addHole(values.valueStart(i), values.valueEnd(i));
            }
        }
        if (known) {
            System.arraycopy(values.bytes, 0, bytes, 0, newLength);
            length = newLength;
        }
    }

    /** Forgets everything. */
    void forget() {
        length = -1;
    }

    /**
     * Whether the header in {@code values.bytes} has the remembered shape. Then the values, which nobody has touched since,
     * are right as they are, but for the opaque, which is set.
     */
    boolean matches(HeaderValues values, int newLength) {
        if (newLength != length) {
            return false;
        }
        byte[] header = values.bytes;
        int from = 0;
        for (int i = 0; i < holes; i++) {
            if (!Arrays.equals(header, from, holeStarts[i], bytes, from, holeStarts[i])) {
                return false;
            }
            from = holeEnds[i];
        }
        return Arrays.equals(header, from, length, bytes, from, length) && holesAreTexts(header) && readOpaque(values);
    }

    /** Keeps the holes in the order of their places. */
    private boolean addHole(int start, int end) {
        if (holes == MAX_HOLES) {
            return false;
        }
        int at = holes++;
        while (at > 0 && holeStarts[at - 1] > start) {
            holeStarts[at] = holeStarts[at - 1];
            holeEnds[at] = holeEnds[at - 1];
            at--;
        }
        holeStarts[at] = start;
        holeEnds[at] = end;
        return true;
    }

    /** A quote would end a text early, and a backslash would need decoding. */
    private boolean holesAreTexts(byte[] header) {
        for (int i = 0; i < holes; i++) {
            int pos = holeStarts[i];
            int end = holeEnds[i];
            for (; end - pos >= LONG_BYTES; pos += LONG_BYTES) {
                long eight = (long) LONGS.get(header, pos);
                if (has(eight, '"') || has(eight, '\\')) {
                    return false;
                }
            }
            for (; pos < end; pos++) {
                if (header[pos] == '"' || header[pos] == '\\') {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether one of eight bytes is the wanted one: only a byte that became zero borrows from its highest bit. */
    private static boolean has(long eight, char wanted) {
        long zeroIfWanted = eight ^ ONES * wanted;
        return (zeroIfWanted - ONES & ~zeroIfWanted & HIGH_BITS) != 0;
    }

    private boolean readOpaque(HeaderValues values) {
        long value = 0;
        for (int pos = opaqueStart; pos < opaqueEnd; pos++) {
            int digit = values.bytes[pos] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        if (opaqueEnd - opaqueStart > MAX_OPAQUE_DIGITS || value > Integer.MAX_VALUE) {
            return false;
        }
        values.opaque = (int) value;
        return true;
    }
}
