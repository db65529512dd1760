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

    /** Longer headers are rare, and scanned. */
    private static final int MAX_BYTES = HeaderValues.FIRST_BYTES;

    private static final int LONG_BYTES = 8;

    /** In each byte its lowest bit, and its highest. */
    private static final long ONES = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // The header in words of eight bytes.
    private final byte[] bytes = new byte[MAX_BYTES];

    /** All bits of the bytes that must be the same; 0 for the values, which may differ, and behind the end. */
    private final byte[] same = new byte[MAX_BYTES];

    /** The highest bit of each byte of a value. */
    private final byte[] values = new byte[MAX_BYTES];

    private int length = -1;
    private int opaqueStart;
    private int opaqueEnd;

    /** Remembers the header that was just scanned into the values, unless its shape is too odd to be worth it. */
    void remember(HeaderValues scanned, int newLength) {
        length = -1;
        if (newLength > MAX_BYTES || scanned.opaqueStart < 0 || scanned.anyEscaped()) {
            return;
        }
        System.arraycopy(scanned.bytes, 0, bytes, 0, newLength);
        Arrays.fill(same, 0, newLength, (byte) 0xFF);
        Arrays.fill(same, newLength, MAX_BYTES, (byte) 0);
        Arrays.fill(values, (byte) 0);
        opaqueStart = scanned.opaqueStart;
        opaqueEnd = scanned.opaqueEnd;
        addValue(opaqueStart, opaqueEnd);
        for (int i = 0; i < scanned.fieldCount(); i++) {
            if (scanned.quoted(i)) {
                addValue(scanned.valueStart(i), scanned.valueEnd(i));
            }
        }
        length = newLength;
    }

    /** Forgets everything. */
    void forget() {
        length = -1;
    }

    /**
     * Whether the header in {@code candidate.bytes} has the remembered shape. Then its values, which nobody has touched
     * since, are right as they are, but for the opaque, which is set.
     */
    boolean matches(HeaderValues candidate, int newLength) {
        return newLength == length && looksTheSame(candidate.bytes) && readOpaque(candidate);
    }

    private void addValue(int start, int end) {
        Arrays.fill(same, start, end, (byte) 0);
        Arrays.fill(values, start, end, (byte) 0x80);
    }

    /** A quote in a value would end it early, and a backslash would need decoding. */
    private boolean looksTheSame(byte[] header) {
        long differing = 0;
        long breaking = 0;
        for (int at = 0; at < length; at += LONG_BYTES) {
            long word = (long) LONGS.get(header, at);
            differing |= (word ^ (long) LONGS.get(bytes, at)) & (long) LONGS.get(same, at);
            breaking |= (zeros(word ^ ONES * '"') | zeros(word ^ ONES * '\\')) & (long) LONGS.get(values, at);
        }
        return differing == 0 && breaking == 0;
    }

    /** Has the highest bit of each byte that is zero: only such a byte borrows from it. Others may have it above a zero. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }

    private boolean readOpaque(HeaderValues candidate) {
        long opaque = Decimals.parse(candidate.bytes, opaqueStart, opaqueEnd, -1);
        candidate.opaque = (int) opaque;
        return opaque >= 0 && opaque <= Integer.MAX_VALUE;
    }
}
