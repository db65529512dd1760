package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Finds a marker in one header after the other, looking first where it was the last time: headers of one client have one
 * shape, and a search through each of them would make the sink the limit.
 */
final class RememberedPlace {

    private final byte[] marker;
    private int offset;

    RememberedPlace(String marker) {
        this.marker = marker.getBytes(ISO_8859_1);
    }

    /** The position right behind the marker, or -1. */
    int behind(byte[] bytes, int start, int end) {
        if (at(bytes, start + offset, end)) {
            return start + offset + marker.length;
        }
        for (int pos = start; pos + marker.length <= end; pos++) {
            if (bytes[pos] == marker[0] && at(bytes, pos, end)) {
                offset = pos - start;
                return pos + marker.length;
            }
        }
        return -1;
    }

    private boolean at(byte[] bytes, int pos, int end) {
        return pos + marker.length <= end && Arrays.equals(bytes, pos, pos + marker.length, marker, 0, marker.length);
    }
}
