package io.rocketjca.itests.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.HeaderReader;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.push.PushedReply;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.protocol.response.QueueData;
import io.rocketjca.impl.protocol.response.SendAnswer;
import io.rocketjca.impl.protocol.response.TopicRouteData;
import io.rocketjca.impl.protocol.response.TopicRouteDecoder;
import io.rocketjca.itests.fixture.OfficialCodec;
import io.rocketjca.itests.fixture.RocketMQVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that servers send to us, in both forms, written by RocketMQ's own codec and read by ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersOfOfficialCodecIT {

    private static final String OFFSET_ID = "7F000001000074D70000000000411523";

    private static final List<String> FORMS = List.of("JSON", "ROCKETMQ");

    /** What releases announce themselves as. */
    private static final Map<String, Integer> ORDINALS = Map.of("4.9.7", 407, "5.4.0", 493, "5.5.0", 513);

    private OfficialCodecs codecs;

    @BeforeAll
    void start(@TempDir Path home) {
        codecs = new OfficialCodecs(home);
    }

    @AfterAll
    void stop() {
        codecs.close();
    }

    static Stream<Arguments> answers() {
        return OfficialCodecs.withEach(version -> Stream.of(sends(), others(), forConsumers())
                        .flatMap(cases -> cases)
                        .filter(answer -> answer.in(version)))
                .flatMap(each -> FORMS.stream()
                        .filter(form -> ((WireAnswer) each.get()[1]).fits(form))
                        .map(form -> Arguments.of(each.get()[0], each.get()[1], form)));
    }

    @ParameterizedTest(name = "{1} from {0}, {2}")
    @MethodSource("answers")
    @Row({"SND-20", "ERR-19"})
    void weReadWhatTheOfficialCodecWrote(RocketMQVersion version, WireAnswer answer, String form) {
        ByteBuf frame = Unpooled.wrappedBuffer(answer.frame(codecs.of(version), form));
        assertThat(frame.readInt()).isEqualTo(frame.readableBytes());
        HeaderReader reader = new HeaderReader();
        for (int round = 0; round < 2; round++) { // the second time by its shape
            reader.read(frame);
            assertThat(reader.encoding().wireByte()).isEqualTo(form.equals("JSON") ? 0 : 1);
            assertThat(reader.code()).isEqualTo(answer.code());
            assertThat(reader.opaque()).isEqualTo(WireAnswer.OPAQUE);
            assertThat(reader.flag()).isEqualTo(answer.flag());
            assertThat(reader.remark()).isEqualTo(answer.remark());
            assertThat(reader.version()).isEqualTo(ORDINALS.get(version.number()));
            assertThat(reader.extFields()).containsAllEntriesOf(answer.extFields());
            assertThat(ByteBufUtil.getBytes(reader.body())).isEqualTo(answer.body());
            answer.check().accept(reader);
        }
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    @Row("RTE-16")
    void theRouteOfATopic(RocketMQVersion version) {
        JsonObject fields = Json.createObjectBuilder()
                .add("orderTopicConf", "broker-a:4")
                .add("queueDatas", Json.createArrayBuilder().add(queueData()))
                .add("brokerDatas", Json.createArrayBuilder().add(brokerData()))
                .add("filterServerTable", Json.createObjectBuilder())
                .build();
        JsonObject given = Json.createObjectBuilder()
                .add("type", "route.TopicRouteData")
                .add("fields", fields)
                .build();
        byte[] body = OfficialCodec.bytes(codecs.of(version).ask("writeJson", given), "body");

        TopicRouteData route = new TopicRouteDecoder(JsonBodies.ofContextClassLoader()).decode(body);

        assertThat(route.orderTopicConf()).isEqualTo("broker-a:4");
        assertThat(route.queues()).containsExactly(new QueueData("broker-a", 8, 4, 6, 1));
        assertThat(route.brokers().get(0).cluster()).isEqualTo("DefaultCluster");
        assertThat(route.brokers().get(0).addresses()).isEqualTo(Map.of(0L, "10.0.0.1:10911", 1L, "[fd00::2]:10911"));
        assertThat(route.mappings()).isEmpty();
    }

    private static Stream<WireAnswer> sends() {
        Map<String, String> stored = Map.of("msgId", OFFSET_ID, "queueId", "3", "queueOffset", "5000000000");
        Map<String, String> added = Map.of("MSG_REGION", "DefaultRegion", "TRACE_ON", "true");
        List<WireAnswer> answers = new ArrayList<>();
        for (int code : new int[] {0, 10, 11, 12}) {
            answers.add(new WireAnswer(
                    "stored message, code " + code,
                    code,
                    1,
                    code == 0 ? null : "flush disk timeout ü\"",
                    "SendMessageResponseHeader",
                    stored,
                    added,
                    WireAnswer.NOTHING,
                    AnswersOfOfficialCodecIT::isStored));
        }
        answers.add(WireAnswer.success(
                "stored batch",
                "SendMessageResponseHeader",
                Map.of("msgId", OFFSET_ID + "," + OFFSET_ID, "queueId", "3", "queueOffset", "7"),
                reader -> assertThat(SendAnswer.ids(reader)).isEqualTo(OFFSET_ID + "," + OFFSET_ID)));
        for (int code : new int[] {1, 2, 13, 14, 16, 17, 29, 604, 1500}) {
            answers.add(new WireAnswer(
                    "refusal, code " + code,
                    code,
                    1,
                    "[PCBUSY_CLEAN_QUEUE]broker busy, \\ \t ü \uD83D\uDE00",
                    "SendMessageResponseHeader",
                    Map.of(),
                    added,
                    WireAnswer.NOTHING,
                    reader -> assertThat(SendAnswer.queueId(reader)).isEqualTo(-1)));
        }
        return answers.stream();
    }

    private static void isStored(HeaderReader reader) {
        SendAnswer answer = SendAnswer.of(reader);
        assertThat(answer.offsetMessageId()).isEqualTo(OFFSET_ID);
        assertThat(answer.queueId()).isEqualTo(3);
        assertThat(answer.queueOffset()).isEqualTo(5_000_000_000L);
    }

    private static Stream<WireAnswer> others() {
        return Stream.of(
                WireAnswer.success("answer to HEART_BEAT", null, Map.of(), reader -> {})
                        .withExtFields(Map.of("IS_SUPPORT_HEART_BEAT_V2", "true", "IS_SUB_CHANGE", "false")),
                WireAnswer.success("answer to UNREGISTER_CLIENT", null, Map.of(), reader -> {}),
                WireAnswer.success("answer to GET_ROUTEINFO_BY_TOPIC", null, Map.of(), reader -> {})
                        .withBody("{\"queueDatas\":[]}".getBytes(UTF_8)),
                WireAnswer.success(
                        "answer to GET_MAX_OFFSET",
                        "GetMaxOffsetResponseHeader",
                        Map.of("offset", "42"),
                        reader -> assertThat(reader.extLong("offset", -1)).isEqualTo(42)),
                WireAnswer.success(
                                "answer to QUERY_MESSAGE",
                                "QueryMessageResponseHeader",
                                Map.of("indexLastUpdateTimestamp", "1700000000000", "indexLastUpdatePhyoffset", "98"),
                                reader -> {})
                        .withBody(new byte[] {1, 2, 3}),
                WireAnswer.success(
                        "answer to RECALL_MESSAGE",
                        "RecallMessageResponseHeader",
                        Map.of("msgId", WireMessage.UNIQUE_KEY),
                        reader -> assertThat(reader.extField("msgId")).isEqualTo(WireMessage.UNIQUE_KEY)),
                new WireAnswer(
                        "PUSH_REPLY_MESSAGE_TO_CLIENT",
                        326,
                        0,
                        null,
                        "ReplyMessageRequestHeader",
                        pushed(),
                        Map.of(),
                        "yes".getBytes(UTF_8),
                        AnswersOfOfficialCodecIT::isReply),
                WireAnswer.success("answer to END_TRANSACTION", "EndTransactionResponseHeader", Map.of(), reader -> {}),
                transactionCheck());
    }

    /** Requests meant for consumers, which brokers send to every client of a group. */
    private static Stream<WireAnswer> forConsumers() {
        return Stream.of(
                WireAnswer.request(
                        "NOTIFY_CONSUMER_IDS_CHANGED",
                        RequestCode.NOTIFY_CONSUMER_IDS_CHANGED,
                        RemotingCommand.FLAG_ONE_WAY,
                        "NotifyConsumerIdsChangedRequestHeader",
                        Map.of("consumerGroup", "CG"),
                        reader -> assertThat(reader.isOneWay()).isTrue()),
                WireAnswer.request(
                        "RESET_CONSUMER_CLIENT_OFFSET",
                        RequestCode.RESET_CONSUMER_CLIENT_OFFSET,
                        RemotingCommand.FLAG_ONE_WAY,
                        "ResetOffsetRequestHeader",
                        Map.of("topic", "T", "group", "CG", "timestamp", "1700000000000"),
                        reader -> assertThat(reader.extLong("timestamp", -1)).isEqualTo(1_700_000_000_000L)),
                WireAnswer.request(
                        "GET_CONSUMER_STATUS_FROM_CLIENT",
                        RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT,
                        0,
                        "GetConsumerStatusRequestHeader",
                        Map.of("topic", "T", "group", "CG", "clientAddr", "10.0.0.2@8#1"),
                        reader -> assertThat(reader.extField("clientAddr")).isEqualTo("10.0.0.2@8#1")),
                WireAnswer.request(
                        "GET_CONSUMER_RUNNING_INFO",
                        RequestCode.GET_CONSUMER_RUNNING_INFO,
                        0,
                        "GetConsumerRunningInfoRequestHeader",
                        Map.of("consumerGroup", "CG", "clientId", "10.0.0.2@8#1", "jstackEnable", "true"),
                        reader -> assertThat(reader.extField("jstackEnable")).isEqualTo("true")),
                WireAnswer.request(
                        "CONSUME_MESSAGE_DIRECTLY",
                        RequestCode.CONSUME_MESSAGE_DIRECTLY,
                        0,
                        "ConsumeMessageDirectlyResultRequestHeader",
                        Map.of("consumerGroup", "CG", "clientId", "10.0.0.2@8#1", "msgId", OFFSET_ID),
                        reader -> assertThat(reader.extField("msgId")).isEqualTo(OFFSET_ID)),
                WireAnswer.request(
                        "NOTIFY_UNSUBSCRIBE_LITE",
                        RequestCode.NOTIFY_UNSUBSCRIBE_LITE,
                        RemotingCommand.FLAG_ONE_WAY,
                        "NotifyUnsubscribeLiteRequestHeader",
                        Map.of("liteTopic", "L", "consumerGroup", "CG", "clientId", "10.0.0.2@8#1"),
                        reader -> assertThat(reader.extField("liteTopic")).isEqualTo("L")));
    }

    private static WireAnswer transactionCheck() {
        Map<String, String> fields = Map.of(
                "topic", "T",
                "bname", "broker-a",
                "tranStateTableOffset", "6000000000",
                "commitLogOffset", "5000000000",
                "msgId", WireMessage.UNIQUE_KEY,
                "transactionId", WireMessage.UNIQUE_KEY,
                "offsetMsgId", OFFSET_ID);
        return WireAnswer.request(
                "CHECK_TRANSACTION_STATE",
                RequestCode.CHECK_TRANSACTION_STATE,
                RemotingCommand.FLAG_ONE_WAY,
                "CheckTransactionStateRequestHeader",
                fields,
                reader -> assertThat(reader.extLong("commitLogOffset", -1)).isEqualTo(5_000_000_000L));
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    void theQuestionHowATransactionEnded(RocketMQVersion version) {
        OfficialCodec codec = codecs.of(version);
        WireAnswer question = transactionCheck().withBody(codec.convert("writeStored", halfMessage()));
        for (String form : FORMS) {
            HeaderReader reader = new HeaderReader();
            ByteBuf frame = Unpooled.wrappedBuffer(question.frame(codec, form));
            reader.read(frame.skipBytes(Integer.BYTES));

            TransactionCheck check = TransactionCheck.decode(reader, ByteBufUtil.getBytes(reader.body()));

            assertThat(check.uniqueKey()).isEqualTo(WireMessage.UNIQUE_KEY);
            assertThat(check.producerGroup()).isEqualTo("orders-node1");
            assertThat(check.commitLogOffset()).isEqualTo(5_000_000_000L);
            assertThat(check.stateTableOffset()).isEqualTo(6_000_000_000L);
            assertThat(check.brokerName()).isEqualTo("broker-a");
            assertThat(check.message().topic()).isEqualTo("T");
            assertThat(check.message().queueId()).isEqualTo(2);
            assertThat(check.message().body()).asString(UTF_8).isEqualTo("half");
        }
    }

    private static JsonObject halfMessage() {
        return Json.createObjectBuilder()
                .add("topic", "T")
                .add("queueId", 2)
                .add("queueOffset", 6_000_000_000L)
                .add("flag", 0)
                .add("sysFlag", 0)
                .add("bornMillis", 1_700_000_000_000L)
                .add("storeMillis", 1_700_000_000_001L)
                .add("body", OfficialCodec.text("half".getBytes(UTF_8)))
                .add(
                        "properties",
                        WireAnswer.json(Map.of(
                                "UNIQ_KEY", WireMessage.UNIQUE_KEY, "TRAN_MSG", "true", "PGROUP", "orders-node1")))
                .build();
    }

    private static Map<String, String> pushed() {
        return Map.ofEntries(
                Map.entry("producerGroup", "repliers"),
                Map.entry("topic", "DefaultCluster_REPLY_TOPIC"),
                Map.entry("defaultTopic", "TBW102"),
                Map.entry("defaultTopicQueueNums", "4"),
                Map.entry("queueId", "0"),
                Map.entry("sysFlag", "0"),
                Map.entry("bornTimestamp", "1700000000000"),
                Map.entry("flag", "-3"),
                Map.entry("properties", "CORRELATION_ID\u0001c-1\u0002UNIQ_KEY\u0001" + OFFSET_ID + "\u0002"),
                Map.entry("reconsumeTimes", "0"),
                Map.entry("unitMode", "false"),
                Map.entry("bornHost", "10.0.0.2:40000"),
                Map.entry("storeHost", "10.0.0.1:10911"),
                Map.entry("storeTimestamp", "1700000000001"));
    }

    private static void isReply(HeaderReader reader) {
        PushedReply reply = PushedReply.decode(reader, ByteBufUtil.getBytes(reader.body()));
        assertThat(reply.correlationId()).isEqualTo("c-1");
        assertThat(reply.flag()).isEqualTo(-3);
        assertThat(reply.bornMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(reply.properties().keySet()).isEqualTo(Set.of("CORRELATION_ID", "UNIQ_KEY"));
        assertThat(reply.body(1024)).asString(UTF_8).isEqualTo("yes");
    }

    private static JsonObject queueData() {
        return Json.createObjectBuilder()
                .add("brokerName", "broker-a")
                .add("perm", 6)
                .add("readQueueNums", 8)
                .add("writeQueueNums", 4)
                .add("topicSysFlag", 1)
                .build();
    }

    private static JsonObject brokerData() {
        return Json.createObjectBuilder()
                .add("brokerName", "broker-a")
                .add("cluster", "DefaultCluster")
                .add(
                        "brokerAddrs",
                        Json.createObjectBuilder().add("0", "10.0.0.1:10911").add("1", "[fd00::2]:10911"))
                .build();
    }
}
