package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

    private final HeaderReader reader = new HeaderReader();

    @Test
    void readsAnAnswerOfARealBroker() {
        reader.read(json(
                "{\"code\":0,\"extFields\":{\"queueId\":\"3\",\"TRACE_ON\":\"true\",\"MSG_REGION\":\"DefaultRegion\","
                        + "\"msgId\":\"7F000001000074D70000000000408774\",\"queueOffset\":\"1000\"},\"flag\":1,\"language\":\"JAVA\","
                        + "\"opaque\":1073741825,\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}"));
        assertThat(reader.code()).isZero();
        assertThat(reader.opaque()).isEqualTo(1073741825);
        assertThat(reader.version()).isEqualTo(513);
        assertThat(reader.isResponse()).isTrue();
        assertThat(reader.isOneWay()).isFalse();
        assertThat(reader.remark()).isNull();
        assertThat(reader.extLong("queueId", -1)).isEqualTo(3);
        assertThat(reader.extLong("queueOffset", -1)).isEqualTo(1000);
        assertThat(reader.extField("msgId")).isEqualTo("7F000001000074D70000000000408774");
        assertThat(reader.extField("none")).isNull();
        assertThat(reader.extLong("MSG_REGION", -1)).isEqualTo(-1);
        assertThat(reader.body().isReadable()).isFalse();
        assertThat(reader.encoding()).isEqualTo(HeaderEncoding.JSON);
    }

    @Test
    void takesAnyOrderSpacesUnknownFieldsAndNestedValues() {
        reader.read(json(" { \"x\" : [1, {\"y\":[]}, -1.5e+3, null, true] ,\n\"version\":1,\"opaque\":-7 , \"o\":{},"
                + "\"code\":2\t, \"nested\":{\"code\":9,\"extFields\":{\"a\":\"no\"}}, \"remark\":\"busy\" } "));
        assertThat(reader.code()).isEqualTo(2);
        assertThat(reader.opaque()).isEqualTo(-7);
        assertThat(reader.remark()).isEqualTo("busy");
        assertThat(reader.flag()).isZero();
        assertThat(reader.extField("a")).isNull();
    }

    @Test
    void takesNumbersBooleansAndNullsAsValues() {
        reader.read(
                json(
                        "{\"code\":0,\"remark\":null,\"extFields\":{\"n\":17,\"b\":true,\"z\":null,\"o\":{\"p\":[1]},\"e\":\"\"}}"));
        assertThat(reader.extLong("n", -1)).isEqualTo(17);
        assertThat(reader.extField("n")).isEqualTo("17");
        assertThat(reader.extField("b")).isEqualTo("true");
        assertThat(reader.extField("z")).isNull();
        assertThat(reader.extField("o")).isEqualTo("{\"p\":[1]}");
        assertThat(reader.extField("e")).isEmpty();
        assertThat(reader.extFields()).containsOnlyKeys("n", "b", "o", "e");
    }

    @Test
    void decodesEscapesAndUtf8() {
        reader.read(json("{\"code\":1,\"remark\":\"\\u0001\\u0002\\\"\\\\\\/\\b\\f\\n\\r\\té中\\ud83d\\ude00😀\\u00e9\","
                + "\"extFields\":{\"\\u0061b\":\"x\\u0041\"}}"));
        assertThat(reader.remark()).isEqualTo("\u0001\u0002\"\\/\b\f\n\r\té中😀😀é");
        assertThat(reader.extField("ab")).isEqualTo("xA");
    }

    @Test
    void takesTheLastOfARepeatedField() {
        reader.read(json("{\"code\":1,\"code\":2,\"extFields\":{\"a\":\"1\",\"a\":\"2\"}}"));
        assertThat(reader.code()).isEqualTo(2);
        assertThat(reader.extField("a")).isEqualTo("2");
        assertThat(reader.extFields()).containsEntry("a", "2").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, -5",
        "-9223372036854775809, -5",
        "99999999999999999999, -5",
        "0, 0",
        "-0, 0",
        "007, 7",
        "'', -5",
        "-, -5",
        "1.5, -5",
        "1e3, -5",
        "' 1', -5",
        "+1, -5",
        "x, -5"
    })
    void readsNumbersOrSaysAbsent(String text, long expected) {
        reader.read(json("{\"code\":0,\"extFields\":{\"n\":\"" + text + "\"}}"));
        assertThat(reader.extLong("n", -5)).isEqualTo(expected);
    }

    @Test
    void forgetsTheFrameBefore() {
        reader.read(json(
                "{\"code\":1,\"opaque\":5,\"flag\":3,\"version\":9,\"remark\":\"r\",\"extFields\":{\"a\":\"1\"}}body"));
        assertThat(reader.body().toString(StandardCharsets.UTF_8)).isEqualTo("body");
        reader.read(json("{\"code\":0}"));
        assertThat(reader.opaque()).isZero();
        assertThat(reader.flag()).isZero();
        assertThat(reader.version()).isZero();
        assertThat(reader.remark()).isNull();
        assertThat(reader.extField("a")).isNull();
        assertThat(reader.body().isReadable()).isFalse();
    }

    @Test
    void growsForManyFieldsAndLongValuesAndShrinksAgain() {
        StringBuilder fields = new StringBuilder("\"big\":\"" + "x".repeat(200_000) + "\"");
        for (int i = 0; i < 500; i++) {
            fields.append(",\"f").append(i).append("\":\"").append(i).append('"');
        }
        reader.read(json("{\"code\":0,\"extFields\":{" + fields + "}}"));
        assertThat(reader.extLong("f499", -1)).isEqualTo(499);
        assertThat(reader.extField("big")).hasSize(200_000);
        reader.read(json("{\"code\":4,\"extFields\":{\"a\":\"1\"}}"));
        assertThat(reader.extFields()).containsExactly(java.util.Map.entry("a", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "null",
                "GET / HTTP/1.1",
                "{\"code\"}",
                "{\"code\":}",
                "{\"code\":1",
                "{\"code\":1,}",
                "{\"code\":\"1\"}",
                "{\"code\":1.0}",
                "{\"code\":2147483648}",
                "{\"code\":99999999999999999999}",
                "{\"code\":-}",
                "{\"code\":1,\"remark\":\"x}",
                "{\"code\":1,\"remark\":\"\\x\"}",
                "{\"code\":1,\"remark\":\"\\u00g0\"}",
                "{\"code\":1,\"remark\":\"\\u00",
                "{\"code\":1,\"remark\":\"\\",
                "{\"code\":1,\"remark\":5}",
                "{\"code\":1,\"extFields\":[]}",
                "{\"code\":1,\"extFields\":{\"a\"}}",
                "{\"code\":1,\"extFields\":{\"a\":}}",
                "{\"code\":1,\"extFields\":{\"a\":[1}}",
                "{\"code\":1,\"extFields\":{a:1}}",
                "{\"code\":1 \"flag\":0}",
                "{\"code\":1,\"x\":nul}"
            })
    void refusesBrokenJson(String header) {
        assertThatThrownBy(() -> reader.read(json(header)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("JSON header");
    }

    @Test
    void refusesTrailingBytesWithinTheHeader() {
        ByteBuf frame = Unpooled.buffer();
        frame.writeInt(11).writeCharSequence("{\"code\":1}x", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> reader.read(frame)).hasMessageContaining("nothing after the closing brace");
    }

    @Test
    void refusesDeepNestingAndTooManyFields() {
        assertThatThrownBy(() -> reader.read(json("{\"code\":1,\"x\":" + "[".repeat(100_000))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("deeper than 32");
        String fields = "\"a\":\"1\",".repeat(1024) + "\"a\":\"1\"";
        assertThatThrownBy(() -> reader.read(json("{\"code\":1,\"extFields\":{" + fields + "}}")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("1024");
    }

    @Test
    void refusesBrokenFrames() {
        assertThatThrownBy(() -> reader.read(Unpooled.EMPTY_BUFFER)).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> reader.read(Unpooled.buffer().writeInt(0x02000000)))
                .hasMessageContaining("form is 2");
        assertThatThrownBy(() -> reader.read(Unpooled.buffer().writeInt(0x00FFFFFF)))
                .hasMessageContaining("announces 16777215 bytes");
        assertThatThrownBy(() ->
                        reader.read(Unpooled.buffer().writeInt(0x01000000 | 20).writeZero(20)))
                .hasMessageContaining("at least 21");
    }

    @Test
    void refusesBinaryLengthsThatDoNotFit() {
        assertThatThrownBy(() -> reader.read(binary(-1, 0))).hasMessageContaining("remark announces -1");
        assertThatThrownBy(() -> reader.read(binary(5, 0))).hasMessageContaining("remark announces 5");
        assertThatThrownBy(() -> reader.read(binary(1, 0))).hasMessageContaining("ends within the length");
        assertThatThrownBy(() -> reader.read(binary(0, Integer.MAX_VALUE))).hasMessageContaining("2147483647");
        assertThatThrownBy(() -> reader.read(binary(0, 1, 0, 9))).hasMessageContaining("2 left");
        assertThatThrownBy(() -> reader.read(binary(0, 2, 0, 9))).hasMessageContaining("name announces 9");
        assertThatThrownBy(() -> reader.read(binary(0, 2, 0xFF, 0xFF))).hasMessageContaining("name announces -1");
        assertThatThrownBy(() -> reader.read(binary(0, 3, 0, 1, 'a'))).hasMessageContaining("ends within the length");
        assertThatThrownBy(() -> reader.read(binary(0, 7, 0, 1, 'a', 0x80, 0, 0, 0)))
                .hasMessageContaining("value announces -2147483648");
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void survivesTruncatedAndMutatedFrames(HeaderEncoding encoding) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ByteBuf frame = Unpooled.buffer();
            CommandCodec.encode(RandomCommands.next(random), encoding, frame);
            frame.skipBytes(4);
            if (random.nextBoolean()) {
                frame.writerIndex(frame.readerIndex() + random.nextInt(frame.readableBytes()));
                fixHeaderLength(frame, encoding, random);
            }
            for (int m = random.nextInt(4); m > 0 && frame.isReadable(); m--) {
                frame.setByte(frame.readerIndex() + random.nextInt(frame.readableBytes()), random.nextInt(256));
            }
            readAll(frame, "seed " + seed + ", round " + i);
        }
    }

    @Test
    void survivesRandomBytes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            ByteBuf frame = Unpooled.buffer().writeInt(random.nextInt(3) << 24 | bytes.length);
            readAll(frame.writeBytes(bytes), "seed " + seed + ", round " + i);
        }
    }

    /** Lets the header reach exactly to the cut, so that the scanners see it and not only the frame check. */
    private static void fixHeaderLength(ByteBuf frame, HeaderEncoding encoding, Random random) {
        if (frame.readableBytes() >= 4 && random.nextBoolean()) {
            frame.setInt(frame.readerIndex(), encoding.wireByte() << 24 | frame.readableBytes() - 4);
        }
    }

    /** Reads everything a caller can ask for; only a ProtocolException from read itself may come out. */
    private void readAll(ByteBuf frame, String about) {
        try {
            reader.read(frame);
        } catch (ProtocolException expected) {
            assertThat(expected.getMessage()).as(about).isNotBlank();
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(about, e);
        }
        String remark = reader.remark();
        reader.extFields().forEach((name, value) -> {
            assertThat(name).as(about).isNotNull();
            assertThat(value).as(about).isNotNull();
            reader.extLong(name, remark == null ? 0 : 1);
        });
        assertThat(reader.body().readableBytes()).as(about).isLessThanOrEqualTo(frame.readableBytes());
    }

    private static ByteBuf json(String headerAndBody) {
        int end = headerAndBody.endsWith("body") ? headerAndBody.length() - 4 : headerAndBody.length();
        byte[] header = headerAndBody.substring(0, end).getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer().writeInt(header.length).writeBytes(header);
        frame.writeCharSequence(headerAndBody.substring(end), StandardCharsets.UTF_8);
        return frame;
    }

    private static ByteBuf binary(int remarkBytes, int extBytes, int... ext) {
        ByteBuf frame = Unpooled.buffer().writeInt(0x01000000 | 21 + ext.length);
        frame.writeZero(13).writeInt(remarkBytes).writeInt(extBytes);
        for (int value : ext) {
            frame.writeByte(value);
        }
        return frame;
    }
}
