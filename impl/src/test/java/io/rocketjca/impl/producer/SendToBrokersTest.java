package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.HeaderEncoding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole pipeline over real sockets, to brokers that answer. */
@Timeout(60)
class SendToBrokersTest extends SocketSends {

    @ParameterizedTest
    @EnumSource(SendMode.class)
    @Row({"SND-01", "SND-31", "MSG-02", "MSG-03", "MSG-04", "MSG-05", "MSG-06"})
    void aMessageArrivesAsItWasWrittenInEveryModeAndBothHeaderForms(SendMode mode) throws Exception {
        routeToOne();
        for (HeaderEncoding encoding : HeaderEncoding.values()) {
            SendPipeline encoded = pipeline(ProducerConfig.defaults("g1"), encoding);
            Message message = Message.to(TOPIC)
                    .text("grüße \u0001")
                    .tag("created")
                    .key("k1")
                    .key("k2")
                    .flag(77)
                    .property("größe", "ü≥\"quoted\"\\")
                    .build();
            int before = one.stored().size();

            SendReceipt receipt = send(encoded, mode, message, SendOptions.defaults());

            one.awaitRequests(SEND, before + 1);
            FakeStored stored = awaitStored(before + 1).get(before);
            assertThat(stored.bodyText()).isEqualTo("grüße \u0001");
            assertThat(stored.properties())
                    .containsEntry("TAGS", "created")
                    .containsEntry("KEYS", "k1 k2")
                    .containsEntry("größe", "ü≥\"quoted\"\\");
            assertThat(stored.request().ext("h")).isEqualTo("77");
            assertThat(stored.request().ext("n")).isEqualTo("broker-one");
            assertThat(stored.request().oneWay()).isEqualTo(mode == SendMode.ONE_WAY);
            if (mode != SendMode.ONE_WAY) {
                assertThat(receipt.messageId()).isEqualTo(stored.uniqueKey());
                assertThat(receipt.offsetMessageId()).isEqualTo(stored.offsetMessageId());
                assertThat(receipt.queueOffset()).isEqualTo(stored.queueOffset());
                assertThat(receipt.queueId()).isEqualTo(stored.queueId());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 11, 12})
    @Row({"SND-02", "SND-20"})
    @Defect("K26")
    void storedCodesOfARealAnswerAreReceipts(int code) throws Exception {
        routeToOne();
        one.next(SEND, FakeReply.code(code, null), FakeReply.code(code, null));

        assertThat(sendSync(small()).status()).isNotNull();
        assertThat(sendAsync(small()).offsetMessageId()).isNull();
        assertThat(one.requests(SEND)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 13, 14, 15, 16, 17, 29, 204, 205, 215, 501, 604, 1500, 2017, 3001})
    @Row({"QSL-06", "ERR-19"})
    void everyOtherCodeIsARefusalInBothModes(int code) {
        routeToOne();
        one.on(SEND, request -> FakeReply.code(code, "because"));

        assertThatThrownBy(() -> sendSync(small())).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.responseCode()).isEqualTo(code);
            assertThat(refused.remark()).isEqualTo("because");
            assertThat(refused.attempts())
                    .allSatisfy(attempt -> assertThat(attempt.brokerAddress()).isEqualTo(one.address()));
        });
        assertThatThrownBy(() -> sendAsync(small()))
                .cause()
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.responseCode())
                        .isEqualTo(code));
    }

    @Test
    void aOneWayMessageIsWrittenWhateverTheBrokerThinksOfIt() {
        routeToOne();
        one.on(SEND, request -> FakeReply.code(16, "no"));

        pipeline.sendOneWay(small(), SendOptions.defaults());

        one.awaitRequests(SEND, 1);
    }

    @Test
    @Row({"SND-09", "CFG-11", "MSG-10"})
    void bodiesUpToTheLimitPassAndOneByteMoreDoesNot() throws Exception {
        routeToOne();
        byte[] largest = new byte[4 << 20];
        new Random(1).nextBytes(largest);

        sendSync(Message.of(TOPIC, largest));

        assertThat(awaitStored(1).get(0).body()).isEqualTo(largest);
        for (SendMode mode : SendMode.values()) {
            assertThat(failureOf(() ->
                            send(pipeline, mode, Message.of(TOPIC, new byte[(4 << 20) + 1]), SendOptions.defaults())))
                    .isInstanceOf(IllegalMessageException.class)
                    .hasMessageContaining("4194304");
        }
    }

    static List<Message> illegalMessages() {
        return List.of(
                Message.of(null, new byte[1]),
                Message.of("", new byte[1]),
                Message.of("t".repeat(128), new byte[1]),
                Message.of("no spaces", new byte[1]),
                Message.of("SCHEDULE_TOPIC_XXXX", new byte[1]),
                Message.of("RMQ_SYS_TRANS_HALF_TOPIC", new byte[1]),
                Message.of(TOPIC, null),
                Message.of(TOPIC, new byte[0]),
                Message.to(TOPIC).text("x").property("UNIQ_KEY", "mine").build(),
                Message.to(TOPIC).text("x").property("a", "\u0001").build(),
                Message.to(TOPIC).text("x").property("a\u0002", "b").build(),
                Message.to(TOPIC).text("x").property("a", null).build(),
                Message.to(TOPIC).text("x").tag(" ").build(),
                Message.to(TOPIC).text("x").property("a", "v".repeat(32_768)).build());
    }

    @ParameterizedTest
    @MethodSource("illegalMessages")
    @Row("SND-09")
    void anIllegalMessageIsRefusedInEveryModeBeforeAnythingIsSent(Message message) {
        routeToOne();
        for (SendMode mode : SendMode.values()) {
            assertThat(failureOf(() -> send(pipeline, mode, message, SendOptions.defaults())))
                    .isInstanceOf(IllegalMessageException.class);
        }
        assertThat(one.requests()).isEmpty();
        assertThat(limit.messages()).isZero();
    }

    @Test
    @Row("MSG-01")
    void aTopicOfTheGreatestLengthPasses() throws Exception {
        String topic = "t".repeat(127);
        routes.route(topic, 1, Map.of("broker-one", one.address()));

        assertThat(sendSync(Message.of(topic, new byte[1])).topic()).isEqualTo(topic);
    }

    @Test
    @Row({"SND-15", "SND-16", "CMP-01", "CMP-04", "CMP-06", "CFG-12"})
    void bodiesFromTheThresholdOnAreCompressedWhereItPaysAndTheMessageStaysAsItWas() throws Exception {
        routeToOne();
        byte[] text = "RocketMQ ".repeat(1000).getBytes();
        byte[] copy = text.clone();
        byte[] noise = new byte[5000];
        new Random(2).nextBytes(noise);
        Message large = Message.of(TOPIC, text);

        sendSync(large);
        sendSync(Message.of(TOPIC, noise));
        sendSync(Message.of(TOPIC, new byte[4096]));
        sendSync(Message.of(TOPIC, new byte[4095]));

        List<FakeStored> stored = awaitStored(4);
        assertThat(stored).extracting(each -> each.request().ext("f")).containsExactly("769", "0", "769", "0");
        assertThat(Compression.inflate(stored.get(0).body(), 1 << 20)).isEqualTo(text);
        assertThat(stored.get(1).body()).isEqualTo(noise);
        assertThat(large.body()).isSameAs(text).isEqualTo(copy);
    }
}
