package io.rocketjca.impl.protocol;

import java.nio.charset.StandardCharsets;

/** Reads a JSON header in one pass, leaving texts where they are; fields come in any order and unknown ones are skipped. */
final class JsonHeaderScanner {

    /** Real headers nest two deep; the bound keeps a hostile one from using up the stack. */
    private static final int MAX_DEPTH = 32;

    /** One more than {@link Integer#MAX_VALUE} has, so that what is too large is seen and the sum cannot overflow. */
    private static final int MAX_INT_DIGITS = 11;

    private static final byte[] CODE = ascii("code");
    private static final byte[] VERSION = ascii("version");
    private static final byte[] OPAQUE = ascii("opaque");
    private static final byte[] FLAG = ascii("flag");
    private static final byte[] REMARK = ascii("remark");
    private static final byte[] EXT_FIELDS = ascii("extFields");
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private HeaderValues values;
    private byte[] bytes;
    private int pos;
    private int end;
    private int textStart;
    private int textEnd;
    private boolean textEscaped;

    void scan(HeaderValues into, int length) {
        values = into;
        bytes = into.bytes;
        pos = 0;
        end = length;
        boolean codeSeen = false;
        expect('{');
        if (!ends('}')) {
            do {
                codeSeen |= scanTopField();
            } while (continues('}'));
        }
        skipSpace();
        if (pos != end) {
            throw broken("nothing after the closing brace");
        }
        if (!codeSeen) {
            throw new ProtocolException("The JSON header has no code");
        }
    }

    /** Whether the field was the code. */
    private boolean scanTopField() {
        scanText();
        int nameStart = textStart;
        int nameEnd = textEnd;
        expect(':');
        skipSpace();
        if (scanNull()) {
            return false;
        }
        if (is(nameStart, nameEnd, CODE)) {
            values.code = scanInt();
            return true;
        }
        if (is(nameStart, nameEnd, OPAQUE)) {
            values.opaqueStart = pos;
            values.opaque = scanInt();
            values.opaqueEnd = pos;
        } else if (is(nameStart, nameEnd, FLAG)) {
            values.flag = scanInt();
        } else if (is(nameStart, nameEnd, VERSION)) {
            values.version = scanInt();
        } else if (is(nameStart, nameEnd, REMARK)) {
            scanText();
            values.remark(textStart, textEnd, textEscaped);
        } else if (is(nameStart, nameEnd, EXT_FIELDS)) {
            scanExtFields();
        } else {
            skipValue(1);
        }
        return false;
    }

    private void scanExtFields() {
        expect('{');
        if (ends('}')) {
            return;
        }
        do {
            scanText();
            values.addName(textStart, textEnd, textEscaped);
            expect(':');
            skipSpace();
            if (!scanNull()) {
                scanExtValue();
            }
        } while (continues('}'));
    }

    private void scanExtValue() {
        if (pos < end && bytes[pos] == '"') {
            scanText();
            values.addValue(textStart, textEnd, textEscaped);
        } else {
            int start = pos;
            skipValue(2);
            values.addValue(start, pos, false);
        }
    }

    private void skipValue(int depth) {
        if (depth > MAX_DEPTH) {
            throw new ProtocolException("The JSON header is nested deeper than " + MAX_DEPTH);
        }
        skipSpace();
        int c = pos < end ? bytes[pos] : -1;
        if (c == '"') {
            scanText();
        } else if (c == '{') {
            skipObject(depth);
        } else if (c == '[') {
            skipArray(depth);
        } else if (!literal(TRUE) && !literal(FALSE) && !literal(NULL)) {
            skipNumber();
        }
    }

    private void skipObject(int depth) {
        expect('{');
        if (ends('}')) {
            return;
        }
        do {
            scanText();
            expect(':');
            skipValue(depth + 1);
        } while (continues('}'));
    }

    private void skipArray(int depth) {
        expect('[');
        if (ends(']')) {
            return;
        }
        do {
            skipValue(depth + 1);
        } while (continues(']'));
    }

    private void skipNumber() {
        int start = pos;
        while (pos < end && numeric(bytes[pos])) {
            pos++;
        }
        if (pos == start) {
            throw broken("a value");
        }
    }

    private static boolean numeric(int c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private int scanInt() {
        boolean negative = pos < end && bytes[pos] == '-';
        if (negative) {
            pos++;
        }
        int start = pos;
        long value = 0;
        while (pos < end && bytes[pos] >= '0' && bytes[pos] <= '9' && pos - start < MAX_INT_DIGITS) {
            value = value * 10 + bytes[pos++] - '0';
        }
        value = negative ? -value : value;
        if (pos == start || value != (int) value || pos < end && numeric(bytes[pos])) {
            throw broken("a 32-bit integer");
        }
        return (int) value;
    }

    /** Finds the text's range; does not decode it. */
    private void scanText() {
        expect('"');
        textStart = pos;
        textEscaped = false;
        while (pos < end) {
            int c = bytes[pos];
            if (c == '"') {
                textEnd = pos++;
                return;
            }
            if (c == '\\') {
                textEscaped = true;
                scanEscape();
            } else {
                pos++;
            }
        }
        throw broken("a closing quote");
    }

    private void scanEscape() {
        int kind = pos + 1 < end ? bytes[pos + 1] : -1;
        boolean legal;
        if (kind == 'u') {
            legal = end - pos >= 6 && hex(pos + 2) && hex(pos + 3) && hex(pos + 4) && hex(pos + 5);
            pos += 6;
        } else {
            legal = kind == '"'
                    || kind == '\\'
                    || kind == '/'
                    || kind == 'b'
                    || kind == 'f'
                    || kind == 'n'
                    || kind == 'r'
                    || kind == 't';
            pos += 2;
        }
        if (!legal) {
            pos = Math.min(pos, end);
            throw broken("a legal escape");
        }
    }

    private boolean hex(int at) {
        int c = bytes[at] | 0x20;
        return bytes[at] >= '0' && bytes[at] <= '9' || c >= 'a' && c <= 'f';
    }

    private boolean scanNull() {
        return literal(NULL);
    }

    private boolean literal(byte[] word) {
        if (end - pos < word.length || !is(pos, pos + word.length, word)) {
            return false;
        }
        pos += word.length;
        return true;
    }

    private boolean is(int start, int stop, byte[] word) {
        if (stop - start != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private void expect(char wanted) {
        skipSpace();
        if (pos >= end || bytes[pos] != wanted) {
            throw broken("'" + wanted + "'");
        }
        pos++;
    }

    private boolean ends(char closing) {
        skipSpace();
        if (pos < end && bytes[pos] == closing) {
            pos++;
            return true;
        }
        return false;
    }

    private boolean continues(char closing) {
        if (ends(closing)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void skipSpace() {
        while (pos < end && (bytes[pos] == ' ' || bytes[pos] == '\n' || bytes[pos] == '\r' || bytes[pos] == '\t')) {
            pos++;
        }
    }

    private ProtocolException broken(String wanted) {
        String found = pos < end ? "byte " + (bytes[pos] & 0xFF) : "the end of the header";
        return new ProtocolException(
                "Broken JSON header: expected " + wanted + " at byte " + pos + " of " + end + ", found " + found);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
