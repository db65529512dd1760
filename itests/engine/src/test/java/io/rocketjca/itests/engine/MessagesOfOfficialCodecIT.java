package io.rocketjca.itests.engine;

import static io.rocketjca.itests.fixture.OfficialCodec.bytes;
import static io.rocketjca.itests.fixture.OfficialCodec.strings;
import static io.rocketjca.itests.fixture.OfficialCodec.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.CompressType;
import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.protocol.BodyCompressor;
import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.response.StoredRecord;
import io.rocketjca.impl.protocol.response.StoredRecordDecoder;
import io.rocketjca.itests.fixture.OfficialCodec;
import io.rocketjca.itests.fixture.RocketMQVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties, batches and stored messages, exchanged with RocketMQ's own codec. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesOfOfficialCodecIT {

    private static final MessageOptions OPTIONS = MessageOptions.defaults();

    /** Properties of later releases, which earlier ones keep and pass on like those of applications. */
    private static final Map<RocketMQVersion, Set<String>> UNKNOWN = Map.of(
            RocketMQVersion.CURRENT, Set.of(),
            RocketMQVersion.PREVIOUS, Set.of("__LITE_TOPIC"),
            RocketMQVersion.OLD,
                    Set.of(
                            "__SHARDINGKEY",
                            "TIMER_DELIVER_MS",
                            "TIMER_DELAY_MS",
                            "_SYS_MSG_PRIORITY_",
                            "__LITE_TOPIC"));

    private OfficialCodecs codecs;

    @BeforeAll
    void start(@TempDir Path home) {
        codecs = new OfficialCodecs(home);
    }

    @AfterAll
    void stop() {
        codecs.close();
    }

    /** Each property that we write, with what brokers must find. */
    static Stream<Arguments> properties() {
        return OfficialCodecs.withEach(version -> Stream.of(
                new Written("TAGS", "tag-ü", to().tag("tag-ü")),
                new Written("KEYS", "k 1 k2", to().key("k 1").key("k2")),
                new Written("__SHARDINGKEY", "order-7", to().orderingKey("order-7")),
                new Written("own \"name\"", "\uD83D\uDE00 \\ \n", to().property("own \"name\"", "\uD83D\uDE00 \\ \n")),
                new Written("DELAY", "18", to().options(OPTIONS.withDelayLevel(18))),
                new Written(
                        "TIMER_DELIVER_MS",
                        "1900000000000",
                        to().options(OPTIONS.withDeliverAt(Instant.ofEpochMilli(1_900_000_000_000L)))),
                new Written("TIMER_DELAY_MS", "90000", to().options(OPTIONS.withDeliverAfter(Duration.ofSeconds(90)))),
                new Written("_SYS_MSG_PRIORITY_", "2", to().options(OPTIONS.withPriority(2))),
                new Written("__LITE_TOPIC", "lite", to().options(OPTIONS.withLiteTopic("lite"))),
                new Written("MSG_TYPE", "reply", Message.replyTo(request()).text("x")),
                new Written("CORRELATION_ID", "c-1", Message.replyTo(request()).text("x")),
                new Written(
                        "REPLY_TO_CLIENT",
                        "10.0.0.2@8#1",
                        Message.replyTo(request()).text("x")),
                new Written("TTL", "3000", Message.replyTo(request()).text("x")),
                new Written("WAIT", "false", to().options(OPTIONS.withWaitStored(false))),
                new Written("UNIQ_KEY", WireMessage.UNIQUE_KEY, to())));
    }

    @ParameterizedTest(name = "{1} to {0}")
    @MethodSource("properties")
    @Row({"MSG-04", "MSG-05", "MSG-06", "MSG-07", "MSG-08", "MSG-11", "SND-10"})
    void theOfficialCodecReadsEachPropertyOfOurs(RocketMQVersion version, Written written) {
        String ours = WireMessage.propertyText(WireMessage.of(written.message()));
        JsonObject given = Json.createObjectBuilder()
                .add("bytes", text(ours.getBytes(UTF_8)))
                .build();
        Map<String, String> read = strings(codecs.of(version).ask("readProperties", given));
        assertThat(read).containsEntry(written.name(), written.value());
        assertThat(read).isEqualTo(new TreeMap<>(MessageProperties.decode(ours)));
    }

    @ParameterizedTest(name = "{1} is known to {0}")
    @MethodSource("properties")
    void thePropertiesThatWeWriteForBrokersAreNamedAsInRocketMQ(RocketMQVersion version, Written written) {
        boolean own = written.name().startsWith("own");
        List<String> names = codecs.of(version)
                .ask("names", Json.createObjectBuilder().build())
                .getJsonArray("names")
                .getValuesAs(JsonString::getString);
        assertThat(names.contains(written.name()))
                .isEqualTo(!own && !UNKNOWN.get(version).contains(written.name()));
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    void weReadThePropertiesThatTheOfficialCodecWrites(RocketMQVersion version) {
        Map<String, String> properties = new TreeMap<>(request());
        properties.put("ü \"", "\uD83D\uDE00 \\ \n");
        JsonObject given = Json.createObjectBuilder()
                .add("properties", WireAnswer.json(properties))
                .build();
        String text = new String(codecs.of(version).convert("writeProperties", given), UTF_8);
        assertThat(new TreeMap<>(MessageProperties.decode(text))).isEqualTo(properties);
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    @Row("BAT-02")
    void theOfficialCodecReadsOurBatches(RocketMQVersion version) {
        byte[] one = "one".getBytes(UTF_8);
        byte[] two = new byte[5_000];
        byte[] tag = MessageProperties.encode("tag", null, Map.of());
        ByteBuf batch = Unpooled.buffer();
        BatchBody.write(batch, -7, one, tag, 0x7F000001_00001234L, 0x56789ABC_DEF00001L);
        BatchBody.write(batch, 9, two, null, 1, 2);
        JsonObject given = Json.createObjectBuilder()
                .add("bytes", text(ByteBufUtil.getBytes(batch)))
                .build();

        List<JsonObject> read = codecs.of(version)
                .ask("readBatch", given)
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);

        assertThat(read).hasSize(2);
        assertThat(read.get(0).getInt("flag")).isEqualTo(-7);
        assertThat(bytes(read.get(0), "body")).isEqualTo(one);
        assertThat(strings(read.get(0).getJsonObject("properties")))
                .isEqualTo(Map.of("UNIQ_KEY", WireMessage.UNIQUE_KEY, "WAIT", "true", "TAGS", "tag"));
        assertThat(read.get(1).getInt("flag")).isEqualTo(9);
        assertThat(bytes(read.get(1), "body")).isEqualTo(two);
        assertThat(strings(read.get(1).getJsonObject("properties")))
                .isEqualTo(Map.of("UNIQ_KEY", "00000000000000010000000000000002", "WAIT", "true"));
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    void weReadAStoredMessageOfTheOfficialCodec(RocketMQVersion version) {
        JsonObject given = Json.createObjectBuilder()
                .add("topic", "T")
                .add("flag", 3)
                .add("body", text("yes".getBytes(UTF_8)))
                .add("properties", WireAnswer.json(request()))
                .add("queueId", 2)
                .add("queueOffset", 5_000_000_000L)
                .add("sysFlag", 0)
                .add("bornMillis", 1_700_000_000_000L)
                .add("storeMillis", 1_700_000_000_001L)
                .build();
        List<StoredRecord> records =
                StoredRecordDecoder.decode(codecs.of(version).convert("writeStored", given));
        assertThat(records).hasSize(1);
        StoredRecord record = records.get(0);
        assertThat(record.topic()).isEqualTo("T");
        assertThat(record.queueId()).isEqualTo(2);
        assertThat(record.queueOffset()).isEqualTo(5_000_000_000L);
        assertThat(record.bornMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(record.storeMillis()).isEqualTo(1_700_000_000_001L);
        assertThat(record.body()).asString(UTF_8).isEqualTo("yes");
        assertThat(record.properties()).isEqualTo(request());
    }

    static Stream<Arguments> compressTypes() {
        return OfficialCodecs.withEach(version -> Stream.of(CompressType.values()));
    }

    @ParameterizedTest(name = "{1} and {0}")
    @MethodSource("compressTypes")
    @Row({"CMP-02", "CMP-04"})
    void eachSideReadsWhatTheOtherCompressed(RocketMQVersion version, CompressType type) {
        OfficialCodec codec = codecs.of(version);
        int sysFlag = SysFlags.compressed(type);
        for (int bytes : new int[] {5_000, 300_000, (4 << 20) + 77}) {
            byte[] body = "RocketMQ ".repeat(bytes / 9).getBytes(UTF_8);
            JsonObject ours = Json.createObjectBuilder()
                    .add("sysFlag", sysFlag)
                    .add("bytes", text(BodyCompressor.of(type, 5).compress(body)))
                    .build();
            assertThat(codec.convert("decompress", ours)).isEqualTo(body);
            JsonObject given = Json.createObjectBuilder()
                    .add("type", type.name())
                    .add("bytes", text(body))
                    .build();
            byte[] theirs = codec.convert("compress", given);
            assertThat(Compression.decompress(theirs, sysFlag, body.length)).isEqualTo(body);
        }
    }

    private static Message.Builder to() {
        return Message.to("T").text("x");
    }

    private static Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("CORRELATION_ID", "c-1");
        request.put("REPLY_TO_CLIENT", "10.0.0.2@8#1");
        request.put("TTL", "3000");
        request.put("CLUSTER", "DefaultCluster");
        return request;
    }

    /**
     * A property and a message that has it.
     *
     * @param name the property's name
     * @param value what brokers must find
     */
    record Written(String name, String value, Message message) {

        Written(String name, String value, Message.Builder builder) {
            this(name, value, builder.build());
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
