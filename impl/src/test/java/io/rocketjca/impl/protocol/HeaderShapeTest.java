package io.rocketjca.impl.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A reader that has seen many headers must say of each what a reader says that has seen none. */
class HeaderShapeTest {

    private static final String ANSWER = "{\"code\":0,\"extFields\":{\"queueId\":\"3\",\"TRACE_ON\":\"true\",\"msgId\":"
            + "\"7F00000100002A9F0000000000001234\",\"queueOffset\":\"1234\"},\"flag\":1,\"opaque\":1073741824,"
            + "\"version\":513}";

    private final HeaderReader experienced = new HeaderReader();

    @Test
    void valuesOfTheSameLengthAreReadAnew() {
        read(ANSWER);
        read(ANSWER.replace("1073741824", "1099999999").replace("1234", "5678").replace("\"3\"", "\"7\""));
        assertThat(experienced.opaque()).isEqualTo(1_099_999_999);
        assertThat(experienced.extLong("queueOffset", -1)).isEqualTo(5678);
        assertThat(experienced.extLong("queueId", -1)).isEqualTo(7);
        assertThat(experienced.extId("msgId", 1, -1)).isEqualTo(0x5678);
    }

    @Test
    void theIdsOfABatchAreReadAnew() {
        String ids = "7F00000100002A9F0000000000001234" + ",7F00000100002A9F0000000000001234".repeat(31);
        String batch = ANSWER.replace("7F00000100002A9F0000000000001234", ids);
        HeaderValues values = new HeaderValues();
        HeaderShape shape = new HeaderShape();
        byte[] bytes = batch.getBytes(UTF_8);
        System.arraycopy(bytes, 0, values.bytes, 0, bytes.length);
        values.clear();
        new JsonHeaderScanner().scan(values, bytes.length);
        shape.remember(values, bytes.length);
        assertThat(shape.matches(values, bytes.length)).as("needs no scan").isTrue();
        read(batch);
        read(batch.replace("1234,", "5678,").replace("1073741824", "1073741825"));
        assertThat(experienced.extField("msgId")).startsWith("7F00000100002A9F0000000000005678,");
    }

    @Test
    void aHeaderOfTheSameLengthButAnotherShapeIsReadAsItIs() {
        read(ANSWER);
        read(ANSWER.replace("\"code\":0", "\"code\":2"));
        assertThat(experienced.code()).isEqualTo(2);
        read(ANSWER.replace("queueId", "QUEUEID"));
        assertThat(experienced.extField("queueId")).isNull();
        read(ANSWER.replace("\"flag\":1", "\"flag\":3"));
        assertThat(experienced.isOneWay()).isTrue();
    }

    @Test
    void aQuoteOrABackslashWithinAValueIsNoticed() {
        read(ANSWER);
        read(ANSWER.replace("\"1234\"}", "\"1\\n4\"}"));
        assertThat(experienced.extField("queueOffset")).isEqualTo("1\n4");
        read(ANSWER);
        String early = ANSWER.replace("7F00000100002A9F0000000000001234", "7F0000\",\"a\":\"F000000000000012345");
        assertThat(early).hasSameSizeAs(ANSWER);
        read(early);
        assertThat(experienced.extField("a")).isEqualTo("F000000000000012345");
    }

    @Test
    void anOpaqueThatIsNoNumberIsRefused() {
        read(ANSWER);
        assertThatThrownBy(() -> experienced.read(frame(ANSWER.replace("1073741824", "10737x1824"))))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> experienced.read(frame(ANSWER.replace("1073741824", "9073741824"))))
                .isInstanceOf(ProtocolException.class);
        read(ANSWER);
    }

    @Test
    void afterABrokenFrameNothingIsRemembered() {
        read(ANSWER);
        assertThatThrownBy(() -> experienced.read(Unpooled.buffer(2).writeShort(0)))
                .isInstanceOf(ProtocolException.class);
        assertThat(experienced.extField("queueId")).isNull();
        read(ANSWER);
    }

    @Test
    void whateverChangesTheAnswerIsTheOneOfAReaderWithoutMemory() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] header = ANSWER.getBytes(UTF_8);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                header[random.nextInt(header.length)] = (byte) "0123456789AF\"\\,:{}x ".charAt(random.nextInt(20));
            }
            read(new String(header, UTF_8));
        }
    }

    private void read(String header) {
        HeaderReader fresh = new HeaderReader();
        String expected = said(fresh, header);
        assertThat(said(experienced, header)).as(header).isEqualTo(expected);
    }

    private static String said(HeaderReader reader, String header) {
        try {
            reader.read(frame(header));
        } catch (ProtocolException e) {
            return "refused: " + e.getMessage();
        }
        return reader.code() + " " + reader.flag() + " " + reader.opaque() + " " + reader.version() + " "
                + reader.remark() + " " + reader.extFields();
    }

    private static ByteBuf frame(String header) {
        byte[] bytes = header.getBytes(UTF_8);
        return Unpooled.buffer().writeInt(bytes.length).writeBytes(bytes);
    }
}
