package io.rocketjca.impl.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a header says, as numbers and as ranges of one byte array; filled by the two scanners, reused for every frame. */
final class HeaderValues {

    /** More extension fields than this are taken for an attack. */
    static final int MAX_FIELDS = 1024;

    /** The room for a header at first; real ones have about 300 bytes, the answer to a batch of 32 messages about 1,300. */
    static final int FIRST_BYTES = 2048;

    /** {@link Long#MAX_VALUE} has so many. */
    private static final int MAX_LONG_DIGITS = 19;

    /** A number of so many digits fits into a long, whatever the digits are. */
    private static final int SAFE_DIGITS = MAX_LONG_DIGITS - 1;

    /** So many names are remembered with their places. */
    private static final int ASKED = 8;

    private static final int STRIDE = 6;
    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int NAME_ESCAPED = 2;
    private static final int VALUE_START = 3;
    private static final int VALUE_END = 4;
    private static final int VALUE_ESCAPED = 5;

    byte[] bytes = new byte[FIRST_BYTES];
    int code;
    int version;
    int opaque;
    int flag;

    /** Where the opaque stands in a JSON header; -1 if it does not. */
    int opaqueStart;

    int opaqueEnd;
    private int remarkStart;
    private int remarkEnd;
    private boolean remarkEscaped;
    private int[] ranges = new int[16 * STRIDE];
    private int fieldCount;

    /** Where the names asked for last were found: the same few names are asked for in header after header of one shape. */
    private final String[] askedNames = new String[ASKED];

    private final int[] askedIndexes = new int[ASKED];
    private int asked;

    void clear() {
        code = 0;
        version = 0;
        opaque = 0;
        flag = 0;
        opaqueStart = -1;
        remarkStart = -1;
        fieldCount = 0;
        asked = 0;
    }

    void remark(int start, int end, boolean escaped) {
        remarkStart = start;
        remarkEnd = end;
        remarkEscaped = escaped;
    }

    void addName(int start, int end, boolean escaped) {
        if (fieldCount == MAX_FIELDS) {
            throw new ProtocolException("The header has more than " + MAX_FIELDS + " extension fields");
        }
        int at = fieldCount * STRIDE;
        if (at == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        ranges[at + NAME_START] = start;
        ranges[at + NAME_END] = end;
        ranges[at + NAME_ESCAPED] = escaped ? 1 : 0;
    }

    /** Completes the field that {@link #addName} began; without this call it does not exist. */
    void addValue(int start, int end, boolean escaped) {
        int at = fieldCount++ * STRIDE;
        ranges[at + VALUE_START] = start;
        ranges[at + VALUE_END] = end;
        ranges[at + VALUE_ESCAPED] = escaped ? 1 : 0;
    }

    int fieldCount() {
        return fieldCount;
    }

    int valueStart(int index) {
        return ranges[index * STRIDE + VALUE_START];
    }

    int valueEnd(int index) {
        return ranges[index * STRIDE + VALUE_END];
    }

    /** Whether a value of a JSON header is a text. */
    boolean quoted(int index) {
        int start = valueStart(index);
        return start > 0 && bytes[start - 1] == '"';
    }

    /** Whether any name or value holds an escape. */
    boolean anyEscaped() {
        boolean escaped = false;
        for (int i = 0; i < fieldCount; i++) {
            escaped |= (ranges[i * STRIDE + NAME_ESCAPED] | ranges[i * STRIDE + VALUE_ESCAPED]) != 0;
        }
        return escaped;
    }

    /** The index of a field, the last one of that name, or -1. */
    int find(String name) {
        for (int i = 0; i < asked; i++) {
            if (askedNames[i] == name) {
                return askedIndexes[i];
            }
        }
        int index = search(name);
        if (asked < ASKED) {
            askedNames[asked] = name;
            askedIndexes[asked++] = index;
        }
        return index;
    }

    private int search(String name) {
        for (int i = fieldCount - 1; i >= 0; i--) {
            if (named(i * STRIDE, name)) {
                return i;
            }
        }
        return -1;
    }

    String name(int index) {
        int at = index * STRIDE;
        return text(ranges[at + NAME_START], ranges[at + NAME_END], ranges[at + NAME_ESCAPED] != 0);
    }

    String value(int index) {
        int at = index * STRIDE;
        return text(ranges[at + VALUE_START], ranges[at + VALUE_END], ranges[at + VALUE_ESCAPED] != 0);
    }

    String remark() {
        return remarkStart < 0 ? null : text(remarkStart, remarkEnd, remarkEscaped);
    }

    long number(int index, long absent) {
        int at = index * STRIDE;
        int pos = ranges[at + VALUE_START];
        int end = ranges[at + VALUE_END];
        boolean negative = pos < end && bytes[pos] == '-';
        if (negative) {
            pos++;
        }
        if (pos == end || end - pos > MAX_LONG_DIGITS) {
            return absent;
        }
        if (negative || end - pos > SAFE_DIGITS) {
            return anyNumber(pos, end, negative, absent);
        }
        return Decimals.parse(bytes, pos, end, absent);
    }

    private long anyNumber(int start, int end, boolean negative, long absent) {
        int pos = start;
        long value = 0;
        for (; pos < end; pos++) {
            int digit = bytes[pos] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return absent;
            }
            value = value * 10 - digit; // downwards, because the smallest long has no positive twin
        }
        if (negative) {
            return value;
        }
        return value == Long.MIN_VALUE ? absent : -value;
    }

    long id(int index, int half, long absent) {
        int start = ranges[index * STRIDE + VALUE_START];
        if (ranges[index * STRIDE + VALUE_END] - start != Hex.ID_DIGITS) {
            return absent;
        }
        return Hex.parseHalf(bytes, start + half * (Hex.ID_DIGITS / 2), absent);
    }

    private boolean named(int at, String name) {
        int start = ranges[at + NAME_START];
        int end = ranges[at + NAME_END];
        if (ranges[at + NAME_ESCAPED] != 0) {
            return text(start, end, true).equals(name);
        }
        if (end - start != name.length()) {
            return false; // names are ASCII; another one is found only through the map of all fields
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int start, int end, boolean escaped) {
        if (!escaped) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(end - start);
        int clean = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, clean, i - clean, StandardCharsets.UTF_8));
                i++;
                text.append(unescaped(i));
                i += bytes[i] == 'u' ? 4 : 0;
                clean = i + 1;
            }
        }
        return text.append(new String(bytes, clean, end - clean, StandardCharsets.UTF_8))
                .toString();
    }

    private char unescaped(int at) {
        return switch (bytes[at]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(new String(bytes, at + 1, 4, StandardCharsets.US_ASCII), 16);
            default -> (char) bytes[at];
        };
    }
}
