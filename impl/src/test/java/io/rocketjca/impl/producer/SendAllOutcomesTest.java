package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each message of a list. */
class SendAllOutcomesTest extends ListSends {

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
}
