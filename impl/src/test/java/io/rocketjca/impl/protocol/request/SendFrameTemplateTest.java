package io.rocketjca.impl.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.fake.FakeAcl;
import io.rocketjca.impl.protocol.CommandCodec;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendFrameTemplateTest {

    private static final RequestSigner ANONYMOUS = new RequestSigner.Anonymous();
    private static final SendTarget TARGET =
            new SendTarget(RequestCode.SEND_MESSAGE_V2, "PG", "T", "TBW102", 4, "broker-a", 1, false);
    private static final TestMessage HI = new TestMessage(
            0x7F000001_00001234L,
            0x56789ABC_DEF00001L,
            true,
            "TAGS\u0001a\u0002".getBytes(UTF_8),
            0,
            0,
            1700000000000L,
            "hi".getBytes(UTF_8));

    @Test
    @Row({"SND-13", "CFG-15"})
    void writesExactlyTheseJsonBytes() {
        String header =
                "{\"code\":310,\"flag\":0,\"language\":\"JAVA\",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513,"
                        + "\"extFields\":{\"a\":\"PG\",\"b\":\"T\",\"c\":\"TBW102\",\"d\":\"4\",\"e\":\"1\",\"j\":\"0\",\"k\":\"false\","
                        + "\"m\":\"false\",\"n\":\"broker-a\",\"f\":\"0\",\"g\":\"1700000000000\",\"h\":\"0\","
                        + "\"i\":\"UNIQ_KEY\\u00017F0000010000123456789ABCDEF00001\\u0002WAIT\\u0001true\\u0002TAGS\\u0001a\\u0002\"},"
                        + "\"opaque\":7}";
        ByteBuf frame = written(HeaderEncoding.JSON, TARGET, HI, 7, false);
        assertThat(frame.readInt()).isEqualTo(4 + header.length() + 2);
        assertThat(frame.readInt()).isEqualTo(header.length());
        assertThat(frame.toString(UTF_8)).isEqualTo(header + "hi");
    }

    @Test
    @Row("SND-13")
    void writesExactlyTheseBinaryBytes() {
        String fields = "000161000000025047" + "0001620000000154" + "00016300000006544257313032" + "0001640000000134"
                + "0001650000000131" + "00016a0000000130" + "00016b0000000566616c7365" + "00016d0000000566616c7365"
                + "00016e0000000862726f6b65722d61" + "0001660000000130" + "0001670000000d31373030303030303030303030"
                + "0001680000000130" + "0001690000003b" + hex("UNIQ_KEY\u00017F0000010000123456789ABCDEF00001\u0002")
                + hex("WAIT\u0001true\u0002TAGS\u0001a\u0002");
        int fieldBytes = fields.length() / 2;
        String header =
                "0136" + "00" + "0201" + "00000007" + "00000000" + "00000000" + "%08x".formatted(fieldBytes) + fields;
        String expected =
                "%08x".formatted(4 + 21 + fieldBytes + 2) + "01" + "%06x".formatted(21 + fieldBytes) + header + "6869";
        assertThat(ByteBufUtil.hexDump(written(HeaderEncoding.BINARY, TARGET, HI, 7, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    @Row("SND-31")
    void marksOneWayRequests(HeaderEncoding encoding) {
        RemotingCommand command = decoded(written(encoding, TARGET, HI, 7, true));
        assertThat(command.isOneWay()).isTrue();
        assertThat(command.isResponse()).isFalse();
        assertThat(decoded(written(encoding, TARGET, HI, 7, false)).flag()).isZero();
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void saysWhatTheMessageSaysAndKeepsItsBound(HeaderEncoding encoding) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            SendTarget target = randomTarget(random);
            TestMessage message = randomMessage(random);
            int opaque = random.nextBoolean() ? random.nextInt() : 0x40000000 | random.nextInt(1 << 20);
            ByteBuf frame = written(encoding, target, message, opaque, random.nextBoolean());
            assertThat(frame.readableBytes())
                    .as("seed %d, round %d", seed, round)
                    .isLessThanOrEqualTo(
                            SendFrameTemplate.of(encoding, target, ANONYMOUS).maxFrameBytes(message));
            RemotingCommand command = decoded(frame);
            assertThat(command.opaque()).isEqualTo(opaque);
            assertThat(command.code()).isEqualTo(target.requestCode());
            assertThat(command.version()).isEqualTo(513);
            assertThat(command.body()).isEqualTo(message.body());
            assertThat(command.extFields())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expectedFields(target, message));
        }
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void writesAfterOtherFramesIntoTheSameBuffer(HeaderEncoding encoding) {
        ByteBuf out = Unpooled.directBuffer();
        SendFrameTemplate template = SendFrameTemplate.of(encoding, TARGET, ANONYMOUS);
        template.write(out, 1, false, HI);
        int first = out.writerIndex();
        template.write(out, 2, true, HI);
        template.write(out, 3, false, HI);
        assertThat(decoded(out.slice(0, first)).opaque()).isEqualTo(1);
        assertThat(decoded(out.slice(first, first)).opaque()).isEqualTo(2);
        assertThat(decoded(out.slice(first, first)).isOneWay()).isTrue();
        assertThat(decoded(out.slice(2 * first, first)).opaque()).isEqualTo(3);
        out.release();
    }

    @Test
    void leavesNoEmptyValueInTheBinaryForm() {
        SendTarget nameless = new SendTarget(RequestCode.SEND_MESSAGE_V2, "PG", "T", "TBW102", 4, "", 1, false);
        RemotingCommand command = decoded(written(HeaderEncoding.BINARY, nameless, HI, 7, false));
        assertThat(command.extFields()).doesNotContainKey("n").hasSize(12);
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void aSignedFrameIsTheUnsignedOneWithASignatureThatServersAccept(HeaderEncoding encoding) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Credentials user = new Credentials("key-ü" + random.nextInt(), "secret" + random.nextInt());
            Credentials signing = random.nextBoolean() ? user : user.withSecurityToken("t##\"oken" + random.nextInt());
            SendTarget target = randomTarget(random);
            TestMessage message = randomMessage(random);
            SendFrameTemplate template = SendFrameTemplate.of(encoding, target, RequestSigner.of(signing));
            ByteBuf frame = Unpooled.directBuffer();
            frame.writeLong(0);
            template.write(frame, round, random.nextBoolean(), message);
            frame.skipBytes(8);
            assertThat(frame.readableBytes()).isLessThanOrEqualTo(template.maxFrameBytes(message));
            RemotingCommand command = decoded(frame);
            frame.release();
            Map<String, String> fields = new LinkedHashMap<>(expectedFields(target, message));
            fields.put("AccessKey", signing.accessKey());
            if (!signing.securityToken().isEmpty()) {
                fields.put("SecurityToken", signing.securityToken());
            }
            fields.put("Signature", FakeAcl.signature(fields, message.body(), signing.secretKey()));
            assertThat(command.extFields()).as("seed %d, round %d", seed, round).isEqualTo(fields);
            assertThat(command.body()).isEqualTo(message.body());
            assertThat(command.opaque()).isEqualTo(round);
            assertThat(command.code()).isEqualTo(target.requestCode());
        }
    }

    @Test
    void anEmptyValueThatTheBinaryFormLeavesOutIsNotSignedEither() {
        SendTarget nameless = new SendTarget(RequestCode.SEND_MESSAGE_V2, "PG", "T", "TBW102", 4, "", 1, false);
        RequestSigner signer = RequestSigner.of(new Credentials("AK", "12345678"));
        ByteBuf frame = Unpooled.buffer();
        SendFrameTemplate.of(HeaderEncoding.BINARY, nameless, signer).write(frame, 7, false, HI);
        Map<String, String> read = decoded(frame).extFields();
        assertThat(read).doesNotContainKey("n");
        assertThat(read.get("Signature")).isEqualTo(FakeAcl.signature(read, HI.body(), "12345678"));
    }

    @Row("SND-18")
    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void batchesAreMarkedSignedAndKeepTheirBound(HeaderEncoding encoding) {
        RequestSigner signer = RequestSigner.of(new Credentials("AK", "12345678"));
        SendFrameTemplate template =
                SendFrameTemplate.of(encoding, TARGET, signer).forBatches();
        ByteBuf frame = Unpooled.buffer();
        template.write(frame, 7, false, HI);
        assertThat(frame.readableBytes()).isLessThanOrEqualTo(template.maxFrameBytes(HI));
        RemotingCommand command = decoded(frame);
        assertThat(command.code()).isEqualTo(320);
        assertThat(command.extFields())
                .containsEntry("m", "true")
                .containsEntry("h", "0")
                .doesNotContainKey("i");
        assertThat(command.extFields().get("Signature"))
                .isEqualTo(FakeAcl.signature(command.extFields(), HI.body(), "12345678"));
    }

    @ParameterizedTest
    @EnumSource(HeaderEncoding.class)
    void batchesSayWhatTheyAreWhateverTheirFlagsAndBornTimes(HeaderEncoding encoding) {
        SendFrameTemplate template = SendFrameTemplate.of(encoding, TARGET, new RequestSigner.Anonymous())
                .forBatches();
        for (int sysFlag : new int[] {0, 0x301, 0, Integer.MIN_VALUE}) {
            for (long born :
                    new long[] {1_790_000_000_123L, 999_999_999_999L, 1_000_000_000_000L, -1, Long.MAX_VALUE}) {
                TestMessage batch =
                        new TestMessage(1, 2, true, null, 0, sysFlag, born, ("body of " + born).getBytes(UTF_8));
                ByteBuf frame = Unpooled.buffer();
                template.write(frame, 1_234_567_890, born < 0, batch);
                assertThat(frame.readableBytes()).isLessThanOrEqualTo(template.maxFrameBytes(batch));
                RemotingCommand command = decoded(frame);
                Map<String, String> expected = expectedFields(TARGET, batch);
                expected.remove("i");
                expected.put("m", "true");
                assertThat(command.extFields()).isEqualTo(expected);
                assertThat(command.code()).isEqualTo(320);
                assertThat(command.opaque()).isEqualTo(1_234_567_890);
                assertThat(command.isOneWay()).isEqualTo(born < 0);
                assertThat(command.body()).isEqualTo(batch.body());
            }
        }
    }

    private static Map<String, String> expectedFields(SendTarget target, TestMessage message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("a", target.producerGroup());
        fields.put("b", target.topic());
        fields.put("c", target.defaultTopic());
        fields.put("d", Integer.toString(target.defaultTopicQueues()));
        fields.put("e", Integer.toString(target.queueId()));
        fields.put("f", Integer.toString(message.sysFlag()));
        fields.put("g", Long.toString(message.bornMillis()));
        fields.put("h", Integer.toString(message.flag()));
        String properties = message.properties() == null ? "" : new String(message.properties(), UTF_8);
        fields.put(
                "i",
                "UNIQ_KEY\u0001" + new UniqueId(message.uniqueKeyHigh(), message.uniqueKeyLow()) + "\u0002WAIT\u0001"
                        + message.waitStored() + "\u0002" + properties);
        fields.put("j", "0");
        fields.put("k", Boolean.toString(target.unitMode()));
        fields.put("m", "false");
        fields.put("n", target.brokerName());
        return fields;
    }

    private static SendTarget randomTarget(Random random) {
        return new SendTarget(
                random.nextBoolean() ? RequestCode.SEND_MESSAGE_V2 : RequestCode.SEND_REPLY_MESSAGE_V2,
                "group" + random.nextInt(),
                "t%|-_" + random.nextInt(),
                "TBW102",
                random.nextInt(99),
                "b\"中\\" + random.nextInt(),
                random.nextInt(20) - 1,
                random.nextBoolean());
    }

    private static TestMessage randomMessage(Random random) {
        byte[] body = new byte[random.nextInt(300)];
        random.nextBytes(body);
        long born =
                switch (random.nextInt(4)) {
                    case 0 -> 1_700_000_000_000L + random.nextInt();
                    case 1 -> random.nextLong();
                    case 2 -> Long.MIN_VALUE >> random.nextInt(64);
                    default -> Long.MAX_VALUE >> random.nextInt(63);
                };
        return new TestMessage(
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean(),
                randomProperties(random),
                random.nextInt() >> random.nextInt(32),
                random.nextInt() >> random.nextInt(32),
                born,
                body);
    }

    private static byte[] randomProperties(Random random) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            properties.put("p" + i + "\"\\\n\t\u001f", "ü中😀\u2028 v/" + random.nextInt());
        }
        return MessageProperties.encode(random.nextBoolean() ? "a\"b" : null, null, properties);
    }

    private static ByteBuf written(
            HeaderEncoding encoding, SendTarget target, PreparedMessage message, int opaque, boolean oneWay) {
        ByteBuf out = Unpooled.buffer();
        SendFrameTemplate.of(encoding, target, ANONYMOUS).write(out, opaque, oneWay, message);
        return out;
    }

    private static RemotingCommand decoded(ByteBuf frame) {
        assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
        return CommandCodec.decode(frame);
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(UTF_8));
    }
}
