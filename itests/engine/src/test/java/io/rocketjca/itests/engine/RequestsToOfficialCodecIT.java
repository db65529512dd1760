package io.rocketjca.itests.engine;

import static io.rocketjca.itests.fixture.OfficialCodec.bytes;
import static io.rocketjca.itests.fixture.OfficialCodec.strings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rocketjca.Message;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.request.EndTransactionRequest;
import io.rocketjca.impl.protocol.request.HeartbeatRequest;
import io.rocketjca.impl.protocol.request.MaxOffsetRequest;
import io.rocketjca.impl.protocol.request.QueryMessageRequest;
import io.rocketjca.impl.protocol.request.RecallMessageRequest;
import io.rocketjca.impl.protocol.request.SendTarget;
import io.rocketjca.impl.protocol.request.TopicRouteRequest;
import io.rocketjca.impl.protocol.request.UnregisterClientRequest;
import io.rocketjca.itests.fixture.OfficialCodec;
import io.rocketjca.itests.fixture.RocketMQVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request that we send, and what we answer to requests, in every form, as RocketMQ's own codec reads it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsToOfficialCodecIT {

    private static final JsonBodies BODIES = JsonBodies.ofContextClassLoader();

    private OfficialCodecs codecs;

    @BeforeAll
    void start(@TempDir Path home) {
        codecs = new OfficialCodecs(home);
    }

    @AfterAll
    void stop() {
        codecs.close();
    }

    static Stream<Arguments> requests() {
        return OfficialCodecs.withEach(version -> {
            List<WireRequest> requests = new ArrayList<>();
            for (HeaderEncoding encoding : HeaderEncoding.values()) {
                addAnswers(requests, encoding);
                for (Credentials signer : List.of(Credentials.ANONYMOUS, WireRequest.SIGNER)) {
                    addSends(requests, encoding, signer);
                    addCommands(requests, encoding, signer);
                    if (version != RocketMQVersion.OLD) {
                        addCommand(
                                requests, encoding, signer, "RECALL_MESSAGE", recall(), "RecallMessageRequestHeader");
                    }
                }
            }
            return requests.stream();
        });
    }

    @ParameterizedTest(name = "{1} to {0}")
    @MethodSource("requests")
    @Row({"SND-13", "SND-18", "SND-19", "BAT-03", "CFG-26"})
    void theOfficialCodecReadsWhatWeWrote(RocketMQVersion version, WireRequest request) {
        JsonObject told = codecs.of(version).ask("decode", question(request));

        assertThat(told.getInt("code")).isEqualTo(request.code());
        assertThat(told.getInt("opaque")).isEqualTo(WireRequest.OPAQUE);
        assertThat(told.getInt("flag")).isEqualTo(request.flag());
        assertThat(told.getString("remark", null)).isEqualTo(request.remark());
        assertThat(told.getInt("version")).isEqualTo(request.version());
        assertThat(told.getString("language")).isEqualTo("JAVA");
        assertThat(told.getString("form")).isEqualTo(request.encoding() == HeaderEncoding.JSON ? "JSON" : "ROCKETMQ");
        assertThat(bytes(told, "body")).isEqualTo(request.body());
        Map<String, String> fields = strings(told.getJsonObject("extFields"));
        if (request.credentials() == WireRequest.SIGNER) {
            assertThat(fields.remove("AccessKey")).isEqualTo(WireRequest.SIGNER.accessKey());
            assertThat(fields.remove("SecurityToken")).isEqualTo("token");
            assertThat(fields.remove("Signature")).isEqualTo(told.getString("signature"));
        }
        assertThat(fields).isEqualTo(request.fields());
        if (request.header() != null) {
            assertThat(strings(told.getJsonObject("header"))).containsAllEntriesOf(request.members(version));
        }
    }

    @ParameterizedTest
    @EnumSource(RocketMQVersion.class)
    @Row("LIF-23")
    void aHeartbeatNamesTheClientAndItsGroups(RocketMQVersion version) {
        JsonObject given = Json.createObjectBuilder()
                .add("type", "heartbeat.HeartbeatData")
                .add("body", OfficialCodec.text(heartbeat().body()))
                .build();
        JsonObject told = codecs.of(version).ask("readJson", given);
        assertThat(told.getString("clientID")).isEqualTo("10.0.0.1@7#ü\"");
        assertThat(told.getJsonArray("consumerDataSet")).isEmpty();
        assertThat(told.getJsonArray("producerDataSet").stream()
                        .map(group -> group.asJsonObject().getString("groupName")))
                .containsExactlyInAnyOrder("orders", "PG%x");
    }

    @Test
    void everyRequestCodeIsAmongTheCasesThatWeWriteOrRead() throws IllegalAccessException {
        Set<Integer> known = new TreeSet<>();
        for (Field constant : RequestCode.class.getFields()) {
            known.add(constant.getInt(null));
        }
        Set<Integer> written = codes(requests()
                .map(each -> (WireRequest) each.get()[1])
                .filter(request -> !request.isAnswer())
                .map(WireRequest::code));
        Set<Integer> read = codes(AnswersOfOfficialCodecIT.answers()
                .map(each -> (WireAnswer) each.get()[1])
                .filter(answer -> !answer.isAnswer())
                .map(WireAnswer::code));

        assertThat(written).contains(RequestCode.END_TRANSACTION).doesNotContainAnyElementsOf(read);
        assertThat(read).contains(RequestCode.CHECK_TRANSACTION_STATE);
        assertThat(codes(Stream.concat(written.stream(), read.stream()))).isEqualTo(known);
    }

    private static Set<Integer> codes(Stream<Integer> codes) {
        return codes.collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonObject question(WireRequest request) {
        JsonObjectBuilder given = Json.createObjectBuilder().add("frame", OfficialCodec.text(request.frame()));
        if (request.header() != null) {
            given.add("header", request.header());
        }
        if (request.credentials() == WireRequest.SIGNER) {
            given.add("secret", WireRequest.SIGNER.secretKey());
        }
        return given.build();
    }

    private static void addSends(List<WireRequest> requests, HeaderEncoding encoding, Credentials signer) {
        WireMessage plain = WireMessage.of(Message.to("T").text("hi").build());
        WireMessage rich = WireMessage.of(Message.to("T")
                .text("grüße")
                .tag("t")
                .key("k 1")
                .key("\uD83D\uDE00")
                .property("a\"b\\", "ü\n\u0007\uD83D\uDE00")
                .flag(-7)
                .build());
        SendTarget target = target(310);
        WireRequest.Body message = new WireRequest.Body(plain, false, false);
        requests.add(WireRequest.send("SEND_MESSAGE_V2", encoding, signer, target, message));
        requests.add(WireRequest.send(
                "SEND_MESSAGE_V2 with everything", encoding, signer, target, new WireRequest.Body(rich, false, false)));
        requests.add(WireRequest.send(
                "SEND_MESSAGE_V2 one-way", encoding, signer, target, new WireRequest.Body(rich, false, true)));
        requests.add(WireRequest.send(
                "SEND_BATCH_MESSAGE", encoding, signer, target, new WireRequest.Body(batch(), true, false)));
        requests.add(WireRequest.send(
                "SEND_REPLY_MESSAGE_V2", encoding, signer, target(325), new WireRequest.Body(reply(), false, false)));
    }

    private static void addCommands(List<WireRequest> requests, HeaderEncoding encoding, Credentials signer) {
        addCommand(requests, encoding, signer, "HEART_BEAT", heartbeat(), null);
        addCommand(
                requests,
                encoding,
                signer,
                "UNREGISTER_CLIENT",
                new UnregisterClientRequest("10.0.0.1@7#1", "orders").toCommand(),
                "UnregisterClientRequestHeader");
        addCommand(
                requests,
                encoding,
                signer,
                "GET_ROUTEINFO_BY_TOPIC",
                new TopicRouteRequest("T").toCommand(),
                "namesrv.GetRouteInfoRequestHeader");
        addCommand(
                requests,
                encoding,
                signer,
                "GET_MAX_OFFSET",
                new MaxOffsetRequest("T").toCommand(),
                "GetMaxOffsetRequestHeader");
        addCommand(
                requests,
                encoding,
                signer,
                "QUERY_MESSAGE",
                new QueryMessageRequest("T", WireMessage.UNIQUE_KEY).toCommand(),
                "QueryMessageRequestHeader");
        addCommand(requests, encoding, signer, "END_TRANSACTION, commit", end(true), "EndTransactionRequestHeader");
        addCommand(requests, encoding, signer, "END_TRANSACTION, rollback", end(false), "EndTransactionRequestHeader");
    }

    /** What we answer to requests of brokers; nobody signs answers. */
    private static void addAnswers(List<WireRequest> requests, HeaderEncoding encoding) {
        addCommand(
                requests,
                encoding,
                Credentials.ANONYMOUS,
                "answer to a pushed request",
                RemotingCommand.answer(ResponseCode.SUCCESS, 0, null, Map.of(), null),
                null);
        addCommand(
                requests,
                encoding,
                Credentials.ANONYMOUS,
                "answer to a request that no producer knows",
                RemotingCommand.answer(
                        ResponseCode.REQUEST_CODE_NOT_SUPPORTED,
                        0,
                        "request code ü\" is not supported",
                        Map.of(),
                        null),
                null);
    }

    private static void addCommand(
            List<WireRequest> requests,
            HeaderEncoding encoding,
            Credentials signer,
            String name,
            RemotingCommand command,
            String header) {
        requests.add(WireRequest.command(name, encoding, signer, command, header));
    }

    private static RemotingCommand recall() {
        return new RecallMessageRequest(
                        "orders", "T", "djEgVCBicm9rZXItYSAxNzAwMDAwMDAwMDAxIDdGMDAwMDAxMEJDRA==", "b-a")
                .toCommand();
    }

    private static RemotingCommand end(boolean commit) {
        return new EndTransactionRequest(
                        "orders", "T", "broker-a", 5_000_000_000L, 6_000_000_000L, WireMessage.UNIQUE_KEY, commit)
                .toCommand();
    }

    private static RemotingCommand heartbeat() {
        return HeartbeatRequest.ofProducers("10.0.0.1@7#ü\"", List.of("orders", "PG%x"))
                .toCommand(BODIES);
    }

    private static SendTarget target(int code) {
        return new SendTarget(code, "PG", "T", "TBW102", 4, "broker-a", 1, true);
    }

    private static WireMessage batch() {
        byte[] one = "one".getBytes(UTF_8);
        ByteBuf body = Unpooled.buffer();
        BatchBody.write(body, 0, one, null, 1, 2);
        return new WireMessage(true, null, 0, 0, ByteBufUtil.getBytes(body));
    }

    private static WireMessage reply() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("CORRELATION_ID", "c-1");
        request.put("REPLY_TO_CLIENT", "10.0.0.2@8#1");
        request.put("TTL", "3000");
        request.put("CLUSTER", "DefaultCluster");
        return WireMessage.of(Message.replyTo(request).text("yes").build());
    }
}
