package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.NotSentException;
import io.rocketjca.RecallFailedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only few messages ask for, over real sockets. */
@Timeout(60)
class MessageOptionsTest {

    private static final int SEND = 310;
    private static final int VERSION_QUESTION = 30;
    private static final int RECALL = 370;
    private static final int OLD = 407;
    private static final String TOPIC = BrokerRig.TOPIC;
    private static final MessageOptions NONE = MessageOptions.defaults();
    private static final MessageOptions LATER = NONE.withDeliverAfter(Duration.ofMinutes(5));
    private static final SendOptions LONG = SendOptions.defaults().withTimeout(Duration.ofSeconds(30));

    private final BrokerRig rig = new BrokerRig().onlyOne();
    private final FakeBroker one = rig.one;
    private final SendPipeline pipeline = rig.pipeline;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Row("MSG-08")
    void everyKindOfMessageHasItsProperty() {
        Instant noon = Instant.parse("2030-01-01T12:00:00Z");
        Map<String, MessageOptions> kinds = Map.of(
                "DELAY=18",
                NONE.withDelayLevel(18),
                "TIMER_DELIVER_MS=" + noon.toEpochMilli(),
                NONE.withDeliverAt(noon),
                "TIMER_DELAY_MS=300000",
                LATER,
                "_SYS_MSG_PRIORITY_=0",
                NONE.withPriority(0),
                "__LITE_TOPIC=basket-7",
                NONE.withLiteTopic("basket-7"));
        kinds.forEach((property, options) -> {
            FakeStored stored = sent(options);
            assertThat(stored.properties())
                    .containsEntry(property.split("=")[0], property.split("=")[1])
                    .containsEntry("TAGS", "created")
                    .hasSize(4);
        });
    }

    @Test
    @Row("MSG-07")
    void aMessageMayAskNotToWaitUntilItIsSafe() {
        assertThat(sent(NONE.withWaitStored(false)).properties()).containsEntry("WAIT", "false");
        assertThat(sent(NONE).properties()).containsEntry("WAIT", "true");
    }

    @Test
    @Row("MSG-09")
    void aMessageMayBringItsBornTime() {
        Instant born = Instant.parse("2001-02-03T04:05:06.789Z");
        assertThat(sent(NONE.withBornTime(born)).request().ext("g")).isEqualTo(Long.toString(born.toEpochMilli()));
        Instant early = Instant.ofEpochMilli(1234);
        assertThat(sent(NONE.withBornTime(early)).request().ext("g")).isEqualTo("1234");
    }

    @Test
    @Row("SND-05")
    void theTimeoutOfAMessageComesBeforeThatOfTheCall() {
        one.on(SEND, request -> FakeReply.silent());
        Message message = message(NONE.withTimeout(Duration.ofMillis(200)));
        long start = System.nanoTime();
        assertThatThrownBy(() -> pipeline.send(message, LONG)).isInstanceOf(UncertainException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    void anOldBrokerNeverSeesATimedMessage(SendMode mode) {
        one.version(OLD);

        assertThatThrownBy(() -> send(mode, LATER))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("older than RocketMQ 5.0");
        assertThat(one.requests(SEND)).isEmpty();
    }

    @Test
    void anOldBrokerTakesDelayLevelsButNoLiteTopics() {
        one.version(OLD);

        assertThat(sent(NONE.withDelayLevel(1)).properties()).containsEntry("DELAY", "1");
        assertThatThrownBy(() -> send(SendMode.SYNC, NONE.withLiteTopic("x")))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("lite topics");
    }

    @Test
    void theVersionIsAskedForOncePerConnectionAndOnlyIfNeeded() {
        sent(NONE);
        assertThat(one.requests(VERSION_QUESTION)).isEmpty();
        sent(LATER);
        sent(LATER);
        assertThat(one.requests(VERSION_QUESTION)).hasSize(1);
    }

    @Test
    void whereTheVersionCannotBeLearnedNothingIsSent() {
        one.on(VERSION_QUESTION, request -> FakeReply.closeConnection());

        assertThatThrownBy(() -> send(SendMode.ASYNC, LATER))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("version could not be learned");
        assertThat(one.requests(SEND)).isEmpty();
    }

    @Test
    void whileAClusterIsUpdatedTheNewBrokerIsTried() {
        rig.routes.route(TOPIC, 1, Map.of("one", one.address(), "two", rig.two.address()));
        one.version(OLD);

        for (int i = 0; i < 4; i++) {
            assertThat(pipeline.send(message(LATER), LONG).brokerName()).isEqualTo("two");
        }
        assertThat(one.requests(SEND)).isEmpty();
    }

    @Test
    void onlyTimedMessagesHaveRecallHandles() {
        one.on(SEND, request -> FakeReply.success().ext("msgId", "x").ext("recallHandle", "aGFuZGxl"));

        assertThat(pipeline.send(message(LATER), LONG).recallHandle()).isEqualTo("aGFuZGxl");
        assertThat(pipeline.send(message(NONE), LONG).recallHandle()).isNull();
        assertThat(pipeline.send(Message.of(TOPIC, new byte[1]), LONG).recallHandle())
                .isNull();
    }

    @Test
    void aMessageIsRecalledAtTheBrokerOfItsHandle() {
        String handle = handle("v1 orders one 1700000000001 7F000001ABCD");
        one.on(RECALL, request -> FakeReply.success().ext("msgId", "7F000001ABCD"));

        assertThat(pipeline.recall(TOPIC, handle, LONG)).isEqualTo("7F000001ABCD");

        assertThat(one.requests(RECALL)).hasSize(1).allSatisfy(request -> assertThat(request.ext())
                .containsAllEntriesOf(
                        Map.of("topic", TOPIC, "recallHandle", handle, "producerGroup", "g1", "bname", "one")));
    }

    @Test
    void aRefusedRecallTellsTheCodeAndWhatToDo() {
        one.on(RECALL, request -> FakeReply.code(16, "recall failed, operation is forbidden"));

        assertThatThrownBy(() -> pipeline.recall(TOPIC, handle("v1 orders one 1 ID"), LONG))
                .isInstanceOfSatisfying(RecallFailedException.class, e -> assertThat(e.responseCode())
                        .isEqualTo(16))
                .hasMessageContainingAll("ID", "NO_PERMISSION", "recallMessageEnable");
    }

    @Test
    void aRecallWithoutAnswerEndsInTime() {
        one.on(RECALL, request -> FakeReply.silent());

        assertThatThrownBy(() -> pipeline.recall(
                        TOPIC,
                        handle("v1 orders one 1 ID"),
                        SendOptions.defaults().withTimeout(Duration.ofMillis(200))))
                .isInstanceOfSatisfying(RecallFailedException.class, e -> assertThat(e.responseCode())
                        .isEqualTo(-1));
        assertThatThrownBy(() -> pipeline.recall(TOPIC, handle("v1 orders gone 1 ID"), LONG))
                .isInstanceOf(RecallFailedException.class)
                .hasMessageContaining("does not name that broker");
    }

    @Test
    void whatIsNoRecallHandleIsRefused() {
        for (String wrong : new String[] {null, " ", "?", handle("v2 orders one 1 ID"), handle("v1 other one 1 ID")}) {
            assertThatThrownBy(() -> pipeline.recall(TOPIC, wrong, LONG))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aMessageIsOfOneKindOnly() {
        assertThatThrownBy(() -> LATER.withDelayLevel(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LATER.withDeliverAt(Instant.now())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LATER.withPriority(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LATER.withLiteTopic("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Message.to(TOPIC).orderingKey("k").options(LATER).build())
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("ordering key");
        Message placed = Message.to(TOPIC)
                .orderingKey("k")
                .options(NONE.withWaitStored(false))
                .build();
        assertThat(placed.orderingKey()).isEqualTo("k");
        assertThat(placed.options().waitStored()).isFalse();
    }

    @Test
    void valuesThatCannotWorkAreRefused() {
        List<Runnable> wrong = List.of(
                () -> NONE.withDelayLevel(19),
                () -> NONE.withDelayLevel(-1),
                () -> NONE.withPriority(-2),
                () -> NONE.withDeliverAfter(Duration.ZERO),
                () -> NONE.withDeliverAfter(Duration.ofNanos(1)),
                () -> NONE.withDeliverAt(Instant.EPOCH),
                () -> NONE.withBornTime(Instant.EPOCH),
                () -> NONE.withLiteTopic(" "),
                () -> NONE.withTimeout(Duration.ZERO));
        assertThat(wrong)
                .allSatisfy(step -> assertThatThrownBy(step::run).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> send(SendMode.SYNC, NONE.withLiteTopic("a\u0001b")))
                .isInstanceOf(IllegalMessageException.class);
    }

    private static String handle(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Message message(MessageOptions options) {
        return Message.to(TOPIC).text("x").tag("created").options(options).build();
    }

    private FakeStored sent(MessageOptions options) {
        SendReceipt receipt = send(SendMode.SYNC, options);
        return one.stored().stream()
                .filter(stored -> receipt.messageId().equals(stored.uniqueKey()))
                .findFirst()
                .orElseThrow();
    }

    private SendReceipt send(SendMode mode, MessageOptions options) {
        Message message = message(options);
        return switch (mode) {
            case SYNC -> pipeline.send(message, LONG);
            case ASYNC -> {
                try {
                    yield pipeline.sendAsync(message, LONG)
                            .toCompletableFuture()
                            .join();
                } catch (java.util.concurrent.CompletionException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
            case ONE_WAY -> {
                pipeline.sendOneWay(message, LONG);
                yield null;
            }
        };
    }
}
