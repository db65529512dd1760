package io.rocketjca.impl.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Makes random commands that fit into both encodings, with all kinds of characters. */
final class RandomCommands {

    private static final String[] PIECES = {
        "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\b", "\f", "\r", "\u0001", "\u0002", "\u0000", "\u001f",
        "\u007f", "é", "中", "\u2028", "\uffff", "😀", "{", "}", ":", ",", "[", "null", "\\u0041"
    };

    private RandomCommands() {}

    static RemotingCommand next(Random random) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            fields.put(text(random, 1, 8), text(random, 1, 40));
        }
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        String remark = random.nextBoolean() ? null : text(random, 1, 60);
        int version = random.nextInt(Short.MAX_VALUE);
        return new RemotingCommand(
                random.nextInt(Short.MAX_VALUE), version, random.nextInt(), random.nextInt(), remark, fields, body);
    }

    static String text(Random random, int min, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = min + random.nextInt(max - min + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
