package io.rocketjca.bench.sink;

/** Numbers in bytes. */
final class Bytes {

    private Bytes() {}

    static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    static int int32(byte[] bytes, int at) {
        return int16(bytes, at) << 16 | int16(bytes, at + 2);
    }

    /** The decimal number that begins there; ends at the first other character. */
    static int decimal(byte[] bytes, int at) {
        boolean negative = bytes[at] == '-';
        int value = 0;
        for (int i = negative ? at + 1 : at; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return negative ? -value : value;
    }
}
