package io.rocketjca.impl.protocol.response;

import java.io.ByteArrayOutputStream;

/** Makes legal JSON of what old name servers send: puts quotes around whole numbers that stand as names. */
final class IntegerKeys {

    /** As {@link Long#MIN_VALUE} has, its sign included. */
    private static final int LONGEST_KEY = 20;

    private IntegerKeys() {}

    /** The same array if there was nothing to do. */
    static byte[] quoted(byte[] json) {
        ByteArrayOutputStream out = null;
        int copied = 0;
        boolean inText = false;
        boolean nameMayFollow = false;
        for (int i = 0; i < json.length; i++) {
            byte c = json[i];
            if (inText) {
                i += c == '\\' ? 1 : 0;
                inText = c != '"';
            } else if (nameMayFollow && (c == '-' || digit(c))) {
                int end = keyEnd(json, i);
                if (end > 0) {
                    out = out == null ? new ByteArrayOutputStream(json.length + 64) : out;
                    out.write(json, copied, i - copied);
                    writeQuoted(out, json, i, end);
                    copied = end;
                    i = end - 1;
                }
                nameMayFollow = false;
            } else if (!space(c)) {
                inText = c == '"';
                nameMayFollow = c == '{' || c == ',';
            }
        }
        if (out == null) {
            return json;
        }
        out.write(json, copied, json.length - copied);
        return out.toByteArray();
    }

    private static void writeQuoted(ByteArrayOutputStream out, byte[] json, int start, int end) {
        out.write('"');
        out.write(json, start, end - start);
        out.write('"');
    }

    /** Where the number ends if a colon follows it; 0 if it is a value, as in a list of numbers. */
    private static int keyEnd(byte[] json, int start) {
        int end = start + 1;
        while (end < json.length && digit(json[end]) && end - start <= LONGEST_KEY) {
            end++;
        }
        int next = end;
        while (next < json.length && space(json[next])) {
            next++;
        }
        return next < json.length && json[next] == ':' ? end : 0;
    }

    private static boolean digit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean space(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
