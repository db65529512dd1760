package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.behaviour.Row;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandCodecTest {

    /** The frame that the official 5.5.0 encoder makes of {@link #sample()}. */
    private static final String OFFICIAL_BINARY =
            "000000b4010000ae01360002010000000700000000000000000000009900016100000002"
                    + "504700016200000001540001630000000654425731303200016400000001340001650000000131000166000000013000016700"
                    + "00000d3137303030303030303030303000016800000001300001690000001154414753016102574149540174727565020001"
                    + "6a000000013000016b0000000566616c736500016d0000000566616c736500016e0000000862726f6b65722d616869";

    @Test
    @Row("CFG-26")
    void writesTheSameBinaryFrameAsTheOfficialClient() {
        ByteBuf frame = encoded(sample(), HeaderEncoding.BINARY);
        assertThat(ByteBufUtil.hexDump(frame)).isEqualTo(OFFICIAL_BINARY);
        assertThat(frame.readableBytes()).isEqualTo(184);
    }

    @Test
    @Row("CFG-26")
    void writesTheSameJsonFieldsAsTheOfficialClient() {
        ByteBuf frame = encoded(sample(), HeaderEncoding.JSON);
        String expected =
                "{\"code\":310,\"extFields\":{\"a\":\"PG\",\"b\":\"T\",\"c\":\"TBW102\",\"d\":\"4\",\"e\":\"1\","
                        + "\"f\":\"0\",\"g\":\"1700000000000\",\"h\":\"0\",\"i\":\"TAGS\\u0001a\\u0002WAIT\\u0001true\\u0002\","
                        + "\"j\":\"0\",\"k\":\"false\",\"m\":\"false\",\"n\":\"broker-a\"},\"flag\":0,\"language\":\"JAVA\","
                        + "\"opaque\":7,\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}hi";
        assertThat(frame.readableBytes()).isEqualTo(294);
        assertThat(frame.readInt()).isEqualTo(290);
        assertThat(frame.readInt()).isEqualTo(expected.length() - 2);
        assertThat(frame.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void readsWhatItWrote(HeaderEncoding encoding) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            RemotingCommand command = RandomCommands.next(random);
            ByteBuf frame = encoded(command, encoding);
            assertThat(frame.readableBytes()).isLessThanOrEqualTo(CommandCodec.maxFrameBytes(command));
            assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
            assertThat(CommandCodec.decode(frame))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(command);
        }
    }

    @Test
    void readsAFrameThatBeginsAnywhereInItsBuffer() {
        ByteBuf buffer = Unpooled.buffer().writeZero(13);
        CommandCodec.encode(sample(), HeaderEncoding.BINARY, buffer);
        int end = buffer.writerIndex();
        assertThat(CommandCodec.decode(buffer.slice(17, end - 17))).isEqualTo(sample());
        assertThat(CommandCodec.decode(buffer.readerIndex(17))).isEqualTo(sample());
        assertThat(buffer.readerIndex()).isEqualTo(17);
    }

    @Test
    void leavesEmptyValuesOutOfTheBinaryForm() {
        RemotingCommand command = RemotingCommand.request(105, 1, Map.of("empty", ""), null);
        ByteBuf frame = encoded(command, HeaderEncoding.BINARY).skipBytes(4);
        assertThat(CommandCodec.decode(frame).extFields()).isEmpty();
        assertThat(frame.readableBytes()).isEqualTo(4 + 21);
    }

    @Test
    void refusesACodeAbove32767InTheBinaryFormAndWritesNothing() {
        ByteBuf out = Unpooled.buffer().writeByte(1);
        RemotingCommand command = RemotingCommand.request(RequestCode.NOTIFY_UNSUBSCRIBE_LITE, 1, null, null);
        assertThatThrownBy(() -> CommandCodec.encode(command, HeaderEncoding.BINARY, out))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("200073")
                .hasMessageContaining("32767");
        assertThat(out.writerIndex()).isEqualTo(1);
        CommandCodec.encode(command, HeaderEncoding.JSON, out);
        assertThat(CommandCodec.decode(out.skipBytes(5))).isEqualTo(command);
    }

    @Test
    void tellsRequestsAnswersAndOneWayRequestsApart() {
        assertThat(RemotingCommand.request(34, 1, null, null).flag()).isZero();
        assertThat(RemotingCommand.answer(0, 1, null, null, null).isResponse()).isTrue();
        assertThat(RemotingCommand.oneWay(37, 1, null, null).isOneWay()).isTrue();
        assertThat(RemotingCommand.oneWay(37, 1, null, null).isResponse()).isFalse();
        assertThat(sample().withOpaque(9).opaque()).isEqualTo(9);
    }

    @Test
    void printsNeitherBodyNorValues() {
        RemotingCommand command =
                RemotingCommand.request(310, 1, Map.of("AccessKey", "hush"), "secret".getBytes(StandardCharsets.UTF_8));
        assertThat(command.toString())
                .contains("SEND_MESSAGE_V2", "AccessKey", "bodyBytes=6")
                .doesNotContain("hush", "secret");
    }

    @Test
    void namesCodes() {
        assertThat(ResponseCode.nameOf(16)).isEqualTo("NO_PERMISSION");
        assertThat(ResponseCode.nameOf(9999)).isEqualTo("RESPONSE_9999");
        assertThat(RequestCode.nameOf(310)).isEqualTo("SEND_MESSAGE_V2");
        assertThat(RequestCode.nameOf(9999)).isEqualTo("REQUEST_9999");
    }

    private static RemotingCommand sample() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("a", "PG");
        fields.put("b", "T");
        fields.put("c", "TBW102");
        fields.put("d", "4");
        fields.put("e", "1");
        fields.put("f", "0");
        fields.put("g", "1700000000000");
        fields.put("h", "0");
        fields.put("i", "TAGS\u0001a\u0002WAIT\u0001true\u0002");
        fields.put("j", "0");
        fields.put("k", "false");
        fields.put("m", "false");
        fields.put("n", "broker-a");
        return RemotingCommand.request(310, 7, fields, "hi".getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuf encoded(RemotingCommand command, HeaderEncoding encoding) {
        ByteBuf out = Unpooled.buffer();
        CommandCodec.encode(command, encoding, out);
        return out;
    }
}
