package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class SendAllTest {

    private static final int BATCH = 320;
    private static final int SINGLE = 310;
    private static final String ID = "7F00000100002A9F%016X";

    private final SendFixture fixture = new SendFixture();

    @BeforeEach
    void route() {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.routes.route("other", 4, "a", "b");
        fixture.remoting.react(SendAllTest::store);
    }

    @Test
    @Row({"BAT-01", "BAT-03", "SND-19"})
    void messagesOfOneTopicGoInOneRequestThatSaysItIsABatch() {
        List<SendOutcome> outcomes = sendAll(messages(5));

        ScriptedRequest request = onlyRequest();
        assertThat(request.command().code()).isEqualTo(BATCH);
        assertThat(request.command().extFields())
                .containsEntry("m", "true")
                .containsEntry("b", SendFixture.TOPIC)
                .containsEntry("f", "0")
                .containsEntry("g", Long.toString(SendFixture.NOW_MILLIS))
                .containsEntry("h", "0")
                .doesNotContainKey("i");
        assertThat(outcomes).hasSize(5).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.limit.bytes()).isZero();
    }

    @Test
    void aReplyGoesAloneAsItsOwnKindOfRequest() {
        Map<String, String> asked = Map.of("CLUSTER", "c", "CORRELATION_ID", "1", "REPLY_TO_CLIENT", "me");
        fixture.routes.route("c_REPLY_TOPIC", 4, "a");
        Message reply = Message.replyTo(asked).text("yes").build();
        Message sameTopic = Message.to("c_REPLY_TOPIC").text("no reply").build();

        List<SendOutcome> outcomes = sendAll(List.of(sameTopic, reply, sameTopic, reply));

        assertThat(outcomes).hasSize(4).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactlyInAnyOrder(BATCH, 325, 325);
    }

    @Test
    @Row({"BAT-02", "BAT-04"})
    void eachMessageOfABatchBringsItsOwnBodyFlagPropertiesAndUniqueKey() {
        List<Message> messages = List.of(
                Message.to(SendFixture.TOPIC).text("one").tag("t1").flag(-7).build(),
                Message.to(SendFixture.TOPIC)
                        .text("zwei ü")
                        .key("k1")
                        .key("k2")
                        .property("größe", "ü≥")
                        .build(),
                Message.of(SendFixture.TOPIC, new byte[] {0, -1, 1}));

        List<SendOutcome> outcomes = sendAll(messages);

        List<BatchedMessage> sent = BatchedMessage.read(onlyRequest().command().body());
        assertThat(sent).extracting(BatchedMessage::flag).containsExactly(-7, 0, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(sent.get(i).body()).isEqualTo(messages.get(i).body());
            assertThat(sent.get(i).properties())
                    .containsEntry("WAIT", "true")
                    .containsEntry("UNIQ_KEY", outcomes.get(i).orElseThrow().messageId());
        }
        assertThat(sent.get(0).properties()).containsEntry("TAGS", "t1").hasSize(3);
        assertThat(sent.get(1).properties()).containsEntry("KEYS", "k1 k2").containsEntry("größe", "ü≥");
        assertThat(sent.get(2).properties()).hasSize(2);
        assertThat(outcomes).extracting(o -> o.orElseThrow().messageId()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0, SEND_OK", "10, FLUSH_DISK_TIMEOUT", "11, SLAVE_NOT_AVAILABLE", "12, FLUSH_SLAVE_TIMEOUT"})
    @Defect("K26")
    void eachReceiptTellsThePlaceOfItsOwnMessage(int code, SendStatus status) {
        fixture.remoting.react(request ->
                request.call().answered(ScriptedFrame.stored(code, 2, 70).with("msgId", ids(3))));

        List<SendOutcome> outcomes = sendAll(messages(3));

        for (int i = 0; i < 3; i++) {
            SendReceipt receipt = outcomes.get(i).orElseThrow();
            assertThat(receipt.offsetMessageId()).isEqualTo(String.format(ID, i));
            assertThat(receipt.queueOffset()).isEqualTo(70 + i);
            assertThat(receipt.queueId()).isEqualTo(2);
            assertThat(receipt.status()).isEqualTo(status);
            assertThat(receipt.attempts()).isEqualTo(1);
            assertThat(receipt.topic()).isEqualTo(SendFixture.TOPIC);
            assertThat(receipt.brokerName()).isIn("a", "b");
            assertThat(receipt.toString()).contains(receipt.messageId(), receipt.offsetMessageId());
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "7F00000100002A9F0000000000001234", "'A,B'"})
    void anAnswerThatNamesNoIdForEachMessageStillMakesReceipts(String ids) {
        fixture.remoting.react(
                request -> request.call().answered(ScriptedFrame.code(0, null).with("msgId", ids)));

        assertThat(sendAll(messages(3))).allSatisfy(outcome -> {
            assertThat(outcome.orElseThrow().offsetMessageId()).isNull();
            assertThat(outcome.orElseThrow().queueOffset()).isEqualTo(-1);
        });
    }

    @Test
    void aMessageThatFindsNoOtherGoesAlone() {
        sendAll(List.of(message("one", SendFixture.TOPIC), message("two", "other")));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(SINGLE, SINGLE);
    }

    @Test
    void nothingGoesWhereNothingIsGiven() {
        assertThat(sendAll(List.of())).isEmpty();
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @Test
    void whatMayNotTravelTogetherGoesApart() {
        byte[] shrinking = new byte[5000];
        List<Message> messages = List.of(
                Message.of(SendFixture.TOPIC, shrinking),
                message("plain", SendFixture.TOPIC),
                Message.to(SendFixture.TOPIC).text("q").queue("a", 1).build(),
                Message.to(SendFixture.TOPIC).text("k").orderingKey("k").build(),
                Message.to(SendFixture.TOPIC).text("5").orderingKey("5").build(),
                Message.to(SendFixture.TOPIC).text("five").orderingKey(5).build(),
                message("other", "other"));
        List<Message> twice = new ArrayList<>(messages);
        twice.addAll(messages);

        List<SendOutcome> outcomes = sendAll(twice);

        assertThat(outcomes).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(fixture.remoting.requests).hasSize(7).allSatisfy(request -> {
            List<BatchedMessage> sent = BatchedMessage.read(request.command().body());
            assertThat(sent).hasSize(2);
            assertThat(sent.get(0).body()).isEqualTo(sent.get(1).body());
        });
    }

    @Test
    void messagesToARetryTopicGoAloneEach() {
        fixture.routes.route("%RETRY%g", 1, "a");

        sendAll(List.of(message("one", "%RETRY%g"), message("two", "%RETRY%g")));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(SINGLE, SINGLE);
    }

    @Test
    @Row({"BAT-05", "CMP-05"})
    void aBatchIsNotCompressedButMayHoldCompressedMessages() {
        byte[] shrinking = new byte[5000];
        sendAll(List.of(Message.of(SendFixture.TOPIC, shrinking), Message.of(SendFixture.TOPIC, shrinking)));
        sendAll(messages(1000));

        assertThat(fixture.remoting.requests.get(0).ext("f")).isEqualTo(Integer.toString(0x301));
        assertThat(fixture.remoting.requests.get(0).command().body().length).isLessThan(500);
        assertThat(fixture.remoting.requests.get(1).ext("f")).isEqualTo("0");
    }

    @Test
    @Defect("K27")
    void aBatchIsCutWhereTheBrokerWouldRefuseIt() {
        byte[] body = new byte[1 << 20];
        new java.util.Random(1).nextBytes(body);
        List<Message> messages = IntStream.range(0, 9)
                .mapToObj(i -> Message.of(SendFixture.TOPIC, body))
                .toList();

        assertThat(sendAll(messages)).allMatch(SendOutcome.Stored.class::isInstance);

        assertThat(fixture.remoting.requests)
                .extracting(
                        request -> BatchedMessage.read(request.command().body()).size())
                .containsExactly(3, 3, 3);
        assertThat(fixture.remoting.requests)
                .allMatch(request -> request.command().body().length <= 4 << 20);
    }

    @Test
    void manySmallMessagesAreCutByTheirNumber() {
        sendAll(messages(2 * MessageBatch.MOST_MESSAGES + 1));

        assertThat(fixture.remoting.requests)
                .extracting(request -> request.command().code())
                .containsExactly(BATCH, BATCH, SINGLE);
    }

    @Test
    @Defect("K27")
    void aMessageThatBreaksARuleFailsAlone() {
        List<Message> messages = Arrays.asList(
                message("one", SendFixture.TOPIC),
                null,
                Message.of(SendFixture.TOPIC, new byte[0]),
                Message.of("no such topic!", new byte[1]),
                message("two", SendFixture.TOPIC));

        List<SendOutcome> outcomes = sendAll(messages);

        assertThat(outcomes.get(0)).isInstanceOf(SendOutcome.Stored.class);
        assertThat(outcomes.get(4)).isInstanceOf(SendOutcome.Stored.class);
        for (int i = 1; i < 4; i++) {
            assertThat(failure(outcomes.get(i))).isInstanceOf(IllegalMessageException.class);
        }
        assertThat(BatchedMessage.read(onlyRequest().command().body())).hasSize(2);
    }

    @Test
    @Row("BAT-08")
    void aRefusedBatchIsRefusedForEachOfItsMessages() {
        fixture.remoting.react(request -> request.answer(ResponseCode.MESSAGE_ILLEGAL, "no"));

        assertThat(sendAll(messages(3)))
                .allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(RefusedException.class));
        assertThat(fixture.remoting.requests).hasSize(1);
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void anUnansweredBatchIsUncertainForEachMessageUnderItsOwnKey() {
        fixture.config(SendFixture.config(0));
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.CONNECTION_LOST, true));

        List<SendOutcome> outcomes = sendAll(messages(3));

        List<String> keys = BatchedMessage.read(onlyRequest().command().body()).stream()
                .map(sent -> sent.properties().get("UNIQ_KEY"))
                .toList();
        assertThat(outcomes)
                .extracting(outcome -> ((UncertainException) failure(outcome)).messageId())
                .isEqualTo(keys);
        assertThat(failure(outcomes.get(2)).getMessage()).contains(keys.get(2));
        assertThatThrownBy(() -> outcomes.get(2).orElseThrow()).isInstanceOf(UncertainException.class);
    }

    @Test
    void aBatchIsRepeatedOnAnotherBrokerWithTheSameBytes() {
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.answer(ResponseCode.SERVICE_NOT_AVAILABLE, "stopping");
            } else {
                store(request);
            }
        });

        assertThat(sendAll(messages(3)))
                .allSatisfy(
                        outcome -> assertThat(outcome.orElseThrow().attempts()).isEqualTo(2));

        List<ScriptedRequest> requests = fixture.remoting.requests;
        assertThat(requests.get(0).command().body())
                .isEqualTo(requests.get(1).command().body());
        assertThat(requests.get(0).ext("n")).isNotEqualTo(requests.get(1).ext("n"));
    }

    @Test
    void oneKeyIsSentInOrderBatchByBatch() {
        List<Message> messages = IntStream.range(0, MessageBatch.MOST_MESSAGES + 5)
                .mapToObj(i -> Message.to(SendFixture.TOPIC)
                        .text("m" + i)
                        .orderingKey("k")
                        .build())
                .toList();
        List<ScriptedRequest> open = new ArrayList<>();
        fixture.remoting.react(request -> {
            synchronized (open) {
                open.add(request);
            }
        });

        CompletableFuture<List<SendOutcome>> sending = start(messages);
        await(open, 1);
        assertThat(sending).isNotDone();
        store(open.get(0));
        await(open, 2);
        store(open.get(1));

        assertThat(fixture.drive(sending).join()).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(open)
                .extracting(request -> request.ext("e"))
                .containsOnly(open.get(0).ext("e"));
    }

    @Test
    void whatFollowsAFailureOfTheSameKeyIsNotSent() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MessageBatch.MOST_MESSAGES + 5; i++) {
            messages.add(
                    Message.to(SendFixture.TOPIC).text("m" + i).orderingKey("k").build());
        }
        messages.add(message("free", "other"));
        fixture.remoting.react(request -> {
            if (request.ext("b").equals("other")) {
                store(request);
            } else {
                request.answer(ResponseCode.MESSAGE_ILLEGAL, "no");
            }
        });

        List<SendOutcome> outcomes = sendAll(messages);

        assertThat(failure(outcomes.get(0))).isInstanceOf(RefusedException.class);
        assertThat(failure(outcomes.get(MessageBatch.MOST_MESSAGES)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("order is kept");
        assertThat(outcomes.get(MessageBatch.MOST_MESSAGES + 5)).isInstanceOf(SendOutcome.Stored.class);
        assertThat(fixture.remoting.requests).hasSize(2);
    }

    @Test
    void aBatchTakesRoomForAllItsMessagesAndBytes() {
        List<ScriptedRequest> open = new ArrayList<>();
        fixture.remoting.react(request -> {
            synchronized (open) {
                open.add(request);
            }
        });

        CompletableFuture<List<SendOutcome>> sending = start(messages(7));
        await(open, 1);

        assertThat(fixture.limit.messages()).isEqualTo(7);
        assertThat(fixture.limit.bytes()).isEqualTo(open.get(0).command().body().length);
        store(open.get(0));
        fixture.drive(sending).join();
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.limit.bytes()).isZero();
    }

    @Test
    void moreMessagesThanThereIsRoomForTravelAlone() {
        InFlightLimit small = new InFlightLimit(3, 64, fixture.ticker);

        List<SendOutcome> outcomes = fixture.pipeline(small).sendAll(messages(50), SendOptions.defaults());

        assertThat(outcomes).allMatch(SendOutcome.Stored.class::isInstance);
        assertThat(small.messages()).isZero();
    }

    @Test
    void withoutRoomUntilTheDeadlineNothingIsSent() {
        fixture.limit.tryAcquire(fixture.limit.need(100, 1));

        CompletableFuture<List<SendOutcome>> sending = start(messages(3));
        while (!sending.isDone()) {
            fixture.ticker.advance(Duration.ofMillis(1));
            Thread.yield();
        }

        List<SendOutcome> outcomes = sending.join();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(OverloadException.class));
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @Test
    void aStoppedProducerSendsNothing() {
        fixture.gate.close();

        assertThat(sendAll(messages(3)))
                .allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(NotSentException.class));
        assertThat(sendAll(messages(1)))
                .allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(NotSentException.class));
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void anInterruptedThreadSendsNothingAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        List<SendOutcome> outcomes = sendAll(messages(3));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(failure(outcome)).isInstanceOf(NotSentException.class));
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @Test
    void theApplicationsMessagesStayAsTheyAre() {
        byte[] body = new byte[5000];
        Message message = Message.to(SendFixture.TOPIC).body(body).tag("t").build();

        sendAll(List.of(message, message));

        assertThat(message.body()).isSameAs(body).containsOnly(0);
        assertThat(message.properties()).isEqualTo(Map.of());
    }

    private static void store(ScriptedRequest request) {
        int count = request.command().code() == BATCH
                ? BatchedMessage.read(request.command().body()).size()
                : 1;
        request.call()
                .answered(ScriptedFrame.stored(0, Integer.parseInt(request.ext("e")), 42)
                        .with("msgId", ids(count)));
    }

    private static String ids(int count) {
        return String.join(
                ",",
                IntStream.range(0, count).mapToObj(i -> String.format(ID, i)).toList());
    }

    private List<SendOutcome> sendAll(List<Message> messages) {
        return sendAll(messages, SendOptions.defaults());
    }

    private List<SendOutcome> sendAll(List<Message> messages, SendOptions options) {
        return fixture.pipeline().sendAll(messages, options);
    }

    private CompletableFuture<List<SendOutcome>> start(List<Message> messages) {
        return SendFixture.inThread(() -> sendAll(messages));
    }

    private static void await(List<ScriptedRequest> open, int count) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            synchronized (open) {
                if (open.size() >= count) {
                    return;
                }
            }
            assertThat(System.nanoTime()).as("time to wait for a request").isLessThan(giveUp);
            Thread.yield();
        }
    }

    private ScriptedRequest onlyRequest() {
        assertThat(fixture.remoting.requests).hasSize(1);
        return fixture.remoting.requests.get(0);
    }

    private static MessagingException failure(SendOutcome outcome) {
        return ((SendOutcome.Failed) outcome).exception();
    }

    private static List<Message> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message("message " + i, SendFixture.TOPIC))
                .toList();
    }

    private static Message message(String text, String topic) {
        return Message.to(topic).text(text).build();
    }
}
