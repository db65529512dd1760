package io.rocketjca.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rocketjca.bench.client.Bodies;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4FrameInputStream;

/** Looks at every byte of a send request; slow, so only at few of them. */
final class FrameCheck {

    static final int SEND_MESSAGE_V2 = 310;

    private static final int COMPRESSED = 1;
    private static final int TYPES = 0x700;
    private static final int LZ4 = 0x100;
    private static final long DAY_MILLIS = 86_400_000;
    /** The longer form holds an IPv6 address. */
    private static final Pattern UNIQUE_KEY = Pattern.compile("[0-9A-F]{32}|[0-9A-F]{56}");

    private static final int VERSION = 513;

    private FrameCheck() {}

    /** What is wrong with a frame, which begins with its header word; {@code null} if nothing is. */
    static String fault(byte[] bytes, int start, int end, int queues) {
        try {
            ByteBuffer frame = ByteBuffer.wrap(bytes, start, end - start);
            int word = frame.getInt();
            byte[] header = new byte[word & 0xFFFFFF];
            frame.get(header);
            byte[] body = new byte[frame.remaining()];
            frame.get(body);
            Map<String, String> fields = new HashMap<>();
            if (word >>> 24 == 1) {
                readBinary(ByteBuffer.wrap(header), fields);
            } else {
                readJson(header, fields);
            }
            return fault(fields, body, queues);
        } catch (RuntimeException | IOException | DataFormatException e) {
            return "not readable: " + e;
        }
    }

    private static String fault(Map<String, String> fields, byte[] body, int queues)
            throws DataFormatException, IOException {
        if (Integer.parseInt(fields.get("code")) != SEND_MESSAGE_V2) {
            return "code " + fields.get("code");
        }
        if (Integer.parseInt(fields.get("version")) != VERSION) {
            return "version " + fields.get("version");
        }
        byte[] expected = Bodies.of(fields.get("b"));
        if (expected == null) {
            return "topic " + fields.get("b");
        }
        int queue = Integer.parseInt(fields.get("e"));
        if (queue < 0 || queue >= queues) {
            return "queue id " + queue;
        }
        if (!Arrays.equals(expected, restored(body, Integer.parseInt(fields.get("f")), expected.length))) {
            return "body of " + body.length + " bytes differs from what was sent";
        }
        if (Math.abs(Long.parseLong(fields.get("g")) - System.currentTimeMillis()) > DAY_MILLIS) {
            return "born time " + fields.get("g");
        }
        return propertyFault(fields.get("i"));
    }

    private static String propertyFault(String text) {
        Map<String, String> properties = new HashMap<>();
        for (String property : text.split("\u0002")) {
            int separator = property.indexOf('\u0001');
            properties.put(property.substring(0, separator), property.substring(separator + 1));
        }
        String key = properties.get("UNIQ_KEY");
        if (key == null || !UNIQUE_KEY.matcher(key).matches()) {
            return "unique key " + key;
        }
        if (!Bodies.TAG.equals(properties.get("TAGS")) || !"true".equals(properties.get("WAIT"))) {
            return "properties " + properties;
        }
        return null;
    }

    private static byte[] restored(byte[] body, int sysFlag, int most) throws DataFormatException, IOException {
        if ((sysFlag & COMPRESSED) == 0) {
            return body;
        }
        if ((sysFlag & TYPES) != LZ4) {
            return inflated(body, most);
        }
        try (InputStream frame = new LZ4FrameInputStream(new ByteArrayInputStream(body))) {
            return frame.readNBytes(most + 1);
        }
    }

    private static byte[] inflated(byte[] body, int most) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body);
            byte[] out = new byte[most + 1];
            return Arrays.copyOf(out, inflater.inflate(out));
        } finally {
            inflater.end();
        }
    }

    private static void readBinary(ByteBuffer header, Map<String, String> fields) {
        fields.put("code", Integer.toString(header.getShort()));
        header.get(); // language
        fields.put("version", Integer.toString(header.getShort()));
        header.getInt(); // opaque
        header.getInt(); // flag
        text(header, header.getInt()); // remark
        if (header.getInt() != header.remaining()) {
            throw new IllegalArgumentException("length of the extension fields");
        }
        while (header.hasRemaining()) {
            String name = text(header, header.getShort());
            fields.put(name, text(header, header.getInt()));
        }
    }

    private static String text(ByteBuffer from, int bytes) {
        byte[] text = new byte[bytes];
        from.get(text);
        return new String(text, UTF_8);
    }

    private static void readJson(byte[] header, Map<String, String> fields) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(header))) {
            JsonObject json = reader.readObject();
            fields.put("code", Integer.toString(json.getInt("code")));
            fields.put("version", Integer.toString(json.getInt("version")));
            JsonObject ext = json.getJsonObject("extFields");
            ext.keySet().forEach(name -> fields.put(name, ext.getString(name)));
        }
    }
}
