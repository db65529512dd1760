package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads and writes whole frames in the plainest way, independent of the production codec. */
public final class FakeCodec {

    /** Looked up once: each lookup searches the class path. */
    static final JsonProvider JSON = JsonProvider.provider();

    private static final int MAX_FRAME = 64 << 20;

    private FakeCodec() {}

    /** Reads the next frame, waiting for it; throws {@link java.io.EOFException} at the end of the stream. */
    public static FakeFrame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 4 || length > MAX_FRAME) {
            throw new IOException("Frame length " + length);
        }
        int word = in.readInt();
        int headerLength = word & 0xFFFFFF;
        if (headerLength > length - 4) {
            throw new IOException("Header length " + headerLength + " in a frame of " + length);
        }
        byte[] header = in.readNBytes(headerLength);
        byte[] body = in.readNBytes(length - 4 - headerLength);
        return switch (word >>> 24) {
            case 0 -> readJson(header, body);
            case 1 -> readBinary(header, body);
            default -> throw new IOException("Serialise type " + (word >>> 24));
        };
    }

    /** Writes one whole frame, its length field included. */
    public static byte[] write(FakeFrame frame) {
        byte[] header = frame.encoding() == FakeEncoding.JSON ? writeJson(frame) : writeBinary(frame);
        return frame(frame.encoding().ordinal(), header, frame.body());
    }

    /** Puts the lengths before any header bytes, right or wrong. */
    public static byte[] frame(int serialiseType, byte[] header, byte[] body) {
        return bytes(out -> {
            out.writeInt(4 + header.length + body.length);
            out.writeInt(serialiseType << 24 | header.length);
            out.write(header);
            out.write(body);
        });
    }

    private static FakeFrame readJson(byte[] header, byte[] body) throws IOException {
        try (var reader = JSON.createReader(new ByteArrayInputStream(header))) {
            JsonObject json = reader.readObject();
            Map<String, String> ext = new LinkedHashMap<>();
            if (json.get("extFields") instanceof JsonObject fields) {
                fields.forEach((name, value) -> ext.put(name, text(value)));
            }
            return new FakeFrame(
                    json.getInt("code"),
                    json.getInt("opaque"),
                    json.getInt("flag", 0),
                    json.getInt("version"),
                    json.getString("language"),
                    json.getString("remark", null),
                    ext,
                    body,
                    FakeEncoding.JSON);
        } catch (RuntimeException e) {
            throw new IOException("Header " + new String(header, UTF_8), e);
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static byte[] writeJson(FakeFrame frame) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("code", frame.code())
                .add("flag", frame.flag())
                .add("language", frame.language())
                .add("opaque", frame.opaque())
                .add("serializeTypeCurrentRPC", "JSON")
                .add("version", frame.version());
        if (frame.remark() != null) {
            json.add("remark", frame.remark());
        }
        if (!frame.ext().isEmpty()) {
            JsonObjectBuilder fields = JSON.createObjectBuilder();
            frame.ext().forEach(fields::add);
            json.add("extFields", fields);
        }
        return json.build().toString().getBytes(UTF_8);
    }

    private static FakeFrame readBinary(byte[] header, byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
        int code = in.readShort();
        int language = in.readByte();
        int version = in.readShort();
        int opaque = in.readInt();
        int flag = in.readInt();
        String remark = readText(in, in.readInt());
        int extLength = in.readInt();
        if (extLength != in.available()) {
            throw new IOException("Field block of " + extLength + " bytes where " + in.available() + " are left");
        }
        Map<String, String> ext = new LinkedHashMap<>();
        while (in.available() > 0) {
            String name = readText(in, in.readShort());
            ext.put(name, readText(in, in.readInt()));
        }
        return new FakeFrame(
                code, opaque, flag, version, String.valueOf(language), remark, ext, body, FakeEncoding.BINARY);
    }

    private static String readText(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IOException("Text of " + length + " bytes where " + in.available() + " are left");
        }
        return length == 0 ? null : new String(in.readNBytes(length), UTF_8);
    }

    private static byte[] writeBinary(FakeFrame frame) {
        byte[] ext = bytes(out -> {
            for (Map.Entry<String, String> field : frame.ext().entrySet()) {
                byte[] name = field.getKey().getBytes(UTF_8);
                byte[] value = field.getValue().getBytes(UTF_8);
                out.writeShort(name.length);
                out.write(name);
                out.writeInt(value.length);
                out.write(value);
            }
        });
        byte[] remark = frame.remark() == null ? new byte[0] : frame.remark().getBytes(UTF_8);
        return bytes(out -> {
            out.writeShort(frame.code());
            out.writeByte(0);
            out.writeShort(frame.version());
            out.writeInt(frame.opaque());
            out.writeInt(frame.flag());
            out.writeInt(remark.length);
            out.write(remark);
            out.writeInt(ext.length);
            out.write(ext);
        });
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
