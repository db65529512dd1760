package io.rocketjca.impl.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/** What a broken or hostile peer may send: random bytes, and frames of this protocol with random damage. */
public final class HostileFrames {

    private static final int[] LENGTHS = {
        0, 3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24, (1 << 24) - 4, 4, 65_536
    };
    private static final int[] PUSHED = {326, 39, 40, 220, 221, 307, 309, 200_073, 310, 0, -1, 70_000};
    private static final String[] VALUES = {
        "",
        "-",
        "99999999999999999999",
        "-9223372036854775808",
        "0x1",
        "NaN",
        "\u0001\u0002",
        "1e9",
        "\uD83D\uDE00",
        "true"
    };
    private static final String[] HEADERS = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "\"\"",
        "{\"code\":",
        "{\"code\":1e999}",
        "{\"code\":0,\"code\":1}",
        "{\"code\":0,\"opaque\":%d,\"flag\":1,\"extFields\":[1,2]}",
        "{\"opaque\":%d,\"flag\":1,\"extFields\":{\"a\":{}}}",
        "{\"code\":0,\"opaque\":%d,\"flag\":1,\"remark\":\"\\ud800\\u00\"}",
        "{\"code\":\"x\",\"opaque\":%d,\"flag\":1}",
        "{\"code\":0,\"opaque\":%d,\"flag\":1,\"extFields\":{\"msgId\":null,\"queueId\":[]}}",
        "{\"flag\":1,\"opaque\":%d}",
        "{\"code\":0,\"opaque\":%d.5,\"flag\":1}",
        "{\"code\":0,\"opaque\":%d,\"flag\":1}}}"
    };
    private static final String ROUTE = "{\"queueDatas\":[{\"brokerName\":\"b\",\"perm\":6,\"readQueueNums\":2,"
            + "\"writeQueueNums\":2,\"topicSysFlag\":0}],\"brokerDatas\":[{\"brokerName\":\"b\",\"cluster\":\"C\","
            + "\"brokerAddrs\":{0:\"127.0.0.1:9\"}}],\"topicQueueMappingByBroker\":{\"b\":{\"currIdMap\":{0:0},"
            + "\"epoch\":1,\"totalQueues\":8,\"bname\":\"b\"}}}";

    private static final byte[] BOMB = makeBomb();

    private final Random random;

    public HostileFrames(Random random) {
        this.random = random;
    }

    /** Some bytes instead of the answer to a request. */
    public byte[] insteadOfAnswer(int opaque) {
        byte[] frame = FakeCodec.write(frame(opaque));
        return switch (random.nextInt(12)) {
            case 0 -> frame;
            case 1 -> flipped(frame, Integer.BYTES);
            case 2 -> flipped(frame, 0);
            case 3 -> measured(Arrays.copyOf(frame, Integer.BYTES + random.nextInt(frame.length - Integer.BYTES)));
            case 4 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 5 -> patched(frame, 0, pick(LENGTHS));
            case 6 -> patched(frame, Integer.BYTES, random.nextInt(3) << 24 | random.nextInt(1 << 10));
            case 7 -> bytes(random.nextInt(512));
            case 8 -> FakeCodec.frame(0, header(opaque), body());
            case 9 -> FakeCodec.frame(1, binaryHeader(opaque), body());
            case 10 -> FakeCodec.write(pushed());
            default -> FakeCodec.write(frame(random.nextBoolean() ? opaque ^ 1 << random.nextInt(32) : opaque));
        };
    }

    /** The body of an answer, as a name server or a broker with damage writes it. */
    public byte[] body() {
        return switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random.nextInt(300));
            case 2 -> flipped(ROUTE.getBytes(UTF_8), 0);
            case 3 -> ROUTE.substring(0, random.nextInt(ROUTE.length())).getBytes(UTF_8);
            case 4 -> ("[".repeat(random.nextInt(20_000))).getBytes(UTF_8);
            default -> BOMB;
        };
    }

    private FakeFrame frame(int opaque) {
        FakeFrame frame = new FakeFrame(
                        random.nextInt(4) == 0 ? random.nextInt(2_000) : 0,
                        opaque,
                        random.nextInt(8) == 0 ? random.nextInt() : 1,
                        random.nextInt(600),
                        "JAVA",
                        random.nextBoolean() ? null : "words " + pick(VALUES),
                        Map.of(),
                        body(),
                        FakeEncoding.JSON)
                .withExt("msgId", random.nextBoolean() ? "7F000001000074D70000000000411523" : pick(VALUES))
                .withExt("queueId", random.nextBoolean() ? "1" : pick(VALUES))
                .withExt("queueOffset", random.nextBoolean() ? "5" : pick(VALUES));
        return random.nextBoolean() ? binary(frame) : frame;
    }

    private static FakeFrame binary(FakeFrame frame) {
        return new FakeFrame(
                frame.code(),
                frame.opaque(),
                frame.flag(),
                frame.version(),
                "0",
                frame.remark(),
                frame.ext(),
                frame.body(),
                FakeEncoding.BINARY);
    }

    private FakeFrame pushed() {
        FakeFrame request = FakeFrame.request(pick(PUSHED), random.nextInt())
                .withFlag(random.nextBoolean() ? 0 : 2)
                .withExt("sysFlag", random.nextBoolean() ? Integer.toString(random.nextInt(0x800)) : pick(VALUES))
                .withExt("flag", random.nextBoolean() ? "0" : pick(VALUES))
                .withExt("bornTimestamp", random.nextBoolean() ? "1" : pick(VALUES))
                .withExt("properties", random.nextBoolean() ? "CORRELATION_ID\u0001c\u0002" : pick(VALUES));
        return request.withBody(body());
    }

    private byte[] header(int opaque) {
        int kind = random.nextInt(HEADERS.length + 2);
        if (kind == HEADERS.length) {
            return ("{\"code\":0,\"x\":" + "{\"a\":".repeat(random.nextInt(20_000))).getBytes(UTF_8);
        }
        if (kind > HEADERS.length) {
            String text = "x".repeat(random.nextInt(100_000));
            return ("{\"code\":0,\"opaque\":" + opaque + ",\"flag\":1,\"remark\":\"" + text + "\"}").getBytes(UTF_8);
        }
        return HEADERS[kind].replace("%d", Integer.toString(opaque)).getBytes(UTF_8);
    }

    private byte[] binaryHeader(int opaque) {
        ByteBuffer header = ByteBuffer.allocate(64);
        header.putShort((short) 0).put((byte) random.nextInt()).putShort((short) 513);
        header.putInt(opaque).putInt(1);
        header.putInt(random.nextBoolean() ? 0 : random.nextInt());
        header.putInt(random.nextBoolean() ? random.nextInt(64) : random.nextInt());
        header.putShort((short) random.nextInt()).put(bytes(header.remaining()));
        return Arrays.copyOf(header.array(), random.nextInt(header.capacity() + 1));
    }

    private byte[] flipped(byte[] frame, int from) {
        byte[] damaged = frame.clone();
        for (int i = 1 + random.nextInt(8); i > 0 && damaged.length > from; i--) {
            int at = from + random.nextInt(damaged.length - from);
            damaged[at] = (byte) (random.nextBoolean() ? damaged[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
        return damaged;
    }

    private static byte[] measured(byte[] frame) {
        return patched(frame, 0, frame.length - Integer.BYTES);
    }

    private static byte[] patched(byte[] frame, int at, int number) {
        byte[] damaged = frame.clone();
        if (at + Integer.BYTES <= damaged.length) {
            ByteBuffer.wrap(damaged).putInt(at, number);
        }
        return damaged;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Four mebibytes in four kibibytes. */
    private static byte[] makeBomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(new byte[4 << 20]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int pick(int[] from) {
        return from[random.nextInt(from.length)];
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
