package io.rocketjca.impl.protocol;

/** Reads a binary header in one pass. */
final class BinaryHeaderScanner {

    private static final int FIXED_BYTES = 21;

    private HeaderValues values;
    private byte[] bytes;
    private int pos;
    private int end;

    void scan(HeaderValues into, int length) {
        values = into;
        bytes = into.bytes;
        pos = 0;
        end = length;
        if (length < FIXED_BYTES) {
            throw new ProtocolException(
                    "A binary header takes at least " + FIXED_BYTES + " bytes, this one has " + length);
        }
        into.code = int16();
        pos++; // the language decides nothing
        into.version = int16();
        into.opaque = int32();
        into.flag = int32();
        int remarkBytes = length("remark", int32());
        if (remarkBytes > 0) {
            into.remark(pos, pos + remarkBytes, false);
        }
        pos += remarkBytes;
        need(4, "length of the extension fields");
        int extBytes = length("extension fields", int32());
        if (pos + extBytes != end) {
            throw new ProtocolException("The extension fields take " + extBytes + " bytes, but the header has "
                    + (end - pos) + " left for them");
        }
        while (pos < end) {
            scanField();
        }
    }

    private void scanField() {
        need(2, "length of an extension field's name");
        int nameBytes = length("extension field's name", int16());
        values.addName(pos, pos + nameBytes, false);
        pos += nameBytes;
        need(4, "length of an extension field's value");
        int valueBytes = length("extension field's value", int32());
        if (valueBytes > 0) { // nothing on the wire means null
            values.addValue(pos, pos + valueBytes, false);
        }
        pos += valueBytes;
    }

    private int length(String what, int announced) {
        if (announced < 0 || announced > end - pos) {
            throw new ProtocolException(
                    "The " + what + " announces " + announced + " bytes, but the header has " + (end - pos) + " left");
        }
        return announced;
    }

    private void need(int count, String what) {
        if (end - pos < count) {
            throw new ProtocolException("The header ends within the " + what);
        }
    }

    private int int16() {
        int value = bytes[pos] << 8 | bytes[pos + 1] & 0xFF;
        pos += 2;
        return value;
    }

    private int int32() {
        int value = (bytes[pos] & 0xFF) << 24
                | (bytes[pos + 1] & 0xFF) << 16
                | (bytes[pos + 2] & 0xFF) << 8
                | bytes[pos + 3] & 0xFF;
        pos += 4;
        return value;
    }
}
