package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.route.NoRouteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SendOutcomeTest {

    private final SendFixture fixture = new SendFixture();

    @ParameterizedTest
    @CsvSource({"0, SEND_OK", "10, FLUSH_DISK_TIMEOUT", "11, SLAVE_NOT_AVAILABLE", "12, FLUSH_SLAVE_TIMEOUT"})
    @Row({"SND-20", "RTY-05", "CFG-09"})
    @Defect("K24")
    void everyStoredCodeBecomesAReceiptAndIsNeverRetried(int code, SendStatus status) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.stored(code));

        for (SendMode mode : new SendMode[] {SendMode.SYNC, SendMode.ASYNC}) {
            fixture.remoting.requests.clear();
            SendReceipt receipt = fixture.receipt(mode);

            ScriptedRequest request = fixture.remoting.requests.get(0);
            assertThat(fixture.remoting.requests).hasSize(1);
            assertThat(receipt.status()).isEqualTo(status);
            assertThat(receipt.topic()).isEqualTo(SendFixture.TOPIC);
            assertThat(receipt.messageId())
                    .isEqualTo(request.properties().get("UNIQ_KEY"))
                    .hasSize(32);
            assertThat(receipt.offsetMessageId()).isEqualTo("7F00000100002A9F0000000000001234");
            assertThat(receipt.brokerName()).isEqualTo(request.ext("n"));
            assertThat(receipt.queueId()).isEqualTo(Integer.parseInt(request.ext("e")));
            assertThat(receipt.queueOffset()).isEqualTo(42);
            assertThat(receipt.attempts()).isEqualTo(1);
        }
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void anAnswerWithoutAnyFieldIsStillAReceipt(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> request.answer(0, null));

        SendReceipt receipt = fixture.receipt(mode);

        assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(receipt.offsetMessageId()).isNull();
        assertThat(receipt.queueOffset()).isEqualTo(-1);
        assertThat(receipt.queueId()).isZero();
        assertThat(receipt.toString()).contains(receipt.messageId(), "offsetMessageId=null");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 13, 15, 16, 18, 22, 29, 200, 203, 215, 604, 2017, 3001, 3002, -1000, 999999})
    @Row({"RTY-08", "ERR-12", "ERR-24"})
    @Defect("K07")
    void aCodeThatCannotSucceedIsRefusedAtOnceInEveryMode(int code) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.answer(code, "the broker's words"));

        for (SendMode mode : new SendMode[] {SendMode.SYNC, SendMode.ASYNC}) {
            fixture.remoting.requests.clear();
            Throwable failure = fixture.failure(mode);

            assertThat(fixture.remoting.requests).hasSize(1);
            assertThat(failure).isInstanceOfSatisfying(RefusedException.class, refused -> {
                assertThat(refused.responseCode()).isEqualTo(code);
                assertThat(refused.remark()).isEqualTo("the broker's words");
                assertThat(refused.topic()).isEqualTo(SendFixture.TOPIC);
                assertThat(refused.attempts()).hasSize(1);
            });
            assertThat(failure)
                    .hasMessageContainingAll(
                            "code " + code,
                            "the broker's words",
                            "name server ns-1:9876",
                            SendFixture.TOPIC,
                            "1 attempt in");
        }
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 17, 204, 205, 501, 1500})
    @Row({"RTY-01", "RTY-03", "RTY-08", "RTY-11"})
    @Defect({"K04", "K32"})
    void aCodeThatMayPassIsRetriedOnOtherBrokersInEveryMode(int code) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b", "c");
        fixture.remoting.react(request -> request.answer(code, null));

        for (SendMode mode : new SendMode[] {SendMode.SYNC, SendMode.ASYNC}) {
            fixture.remoting.requests.clear();
            Throwable failure = fixture.failure(mode);

            assertThat(fixture.remoting.requests)
                    .extracting(ScriptedRequest::address)
                    .containsExactlyInAnyOrder("a:10911", "b:10911", "c:10911");
            assertThat(failure).isInstanceOfSatisfying(RefusedException.class, refused -> {
                assertThat(refused.responseCode()).isEqualTo(code);
                assertThat(refused.attempts()).hasSize(3);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void accessControlFailuresOfOldBrokersAreNotRetried(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.answer(1, "org.apache.rocketmq.acl.common.AclException: no"));

        assertThat(fixture.failure(mode))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("check userName (the access key) and password (the secret key)");
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-19", "ERR-24"})
    @Defect("K07")
    void aLostConnectionAfterWritingIsUncertainWhenNoAttemptSucceeds(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b", "c");
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.fail(CallFailure.Kind.CONNECTION_LOST, true);
            } else {
                request.answer(13, "illegal");
            }
        });

        Throwable failure = fixture.failure(mode);

        assertThat(failure).isInstanceOfSatisfying(UncertainException.class, uncertain -> {
            assertThat(uncertain.messageId())
                    .isEqualTo(fixture.remoting.requests.get(0).properties().get("UNIQ_KEY"));
            assertThat(uncertain.attempts()).hasSize(2);
        });
        assertThat(failure).hasMessageContainingAll("may be stored", "CONNECTION_LOST at", "code 13");
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-06", "RTY-10", "RTE-17"})
    void aLaterSuccessSettlesAnUncertainAttempt(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.fail(CallFailure.Kind.CONNECTION_LOST, true);
            } else {
                assertThat(fixture.routes.refreshed)
                        .as("asked for before the next attempt")
                        .containsExactly(SendFixture.TOPIC);
                request.stored(0);
            }
        });

        assertThat(fixture.receipt(mode).attempts()).isEqualTo(2);
        assertThat(fixture.routes.refreshed).containsExactly(SendFixture.TOPIC);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"QSL-06", "RTY-07", "RTY-10", "RTY-21", "ERR-12", "ERR-21", "ERR-24"})
    @Defect({"K03", "K07"})
    void unwrittenFailuresAreNotSent(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a");
        fixture.remoting.refuse("a:10911");

        Throwable failure = fixture.failure(mode);

        assertThat(failure).isExactlyInstanceOf(NotSentException.class);
        assertThat(failure)
                .hasMessageContainingAll(
                        "was not sent", "3 attempts in", "#1 a (a:10911) after", "refused", "Hint:", "brokerIP1");
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row("RTY-11")
    void anAnswerThatCannotBeUnderstoodIsUncertainAndNotRepeated(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.BROKEN_ANSWER, true));

        assertThat(fixture.failure(mode)).isInstanceOf(UncertainException.class);
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void aStoppingClientEndsTheSendAtOnce(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.STOPPING, false));

        assertThat(fixture.failure(mode)).isExactlyInstanceOf(NotSentException.class);
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-07", "RTY-15"})
    void connectionsThatStayFullAreAnOverload(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a", "b");
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.OVERLOADED, false));

        assertThat(fixture.failure(mode)).isInstanceOf(OverloadException.class);
        assertThat(fixture.remoting.requests).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    @Row({"RTE-21", "ERR-09"})
    void aTopicWithoutRouteIsNotSentAndTellsWhatTheNameServersSaid(SendMode mode) {
        var end = fixture.send(mode);
        while (fixture.routes.lookups.isEmpty()) {
            Thread.onSpinWait();
        }
        fixture.routes.lookups.get(0).completeExceptionally(new NoRouteException("ns-1:9876 answered 17", null));

        Throwable failure = SendFixture.failureOf(fixture.drive(end));

        assertThat(failure).isExactlyInstanceOf(NotSentException.class).hasMessageContaining("ns-1:9876 answered 17");
        assertThat(failure).hasCauseInstanceOf(NoRouteException.class);
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Row("LIF-26")
    void anythingSentAfterTheStopIsRefused(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 4, "a");
        fixture.gate.close();

        assertThat(fixture.failure(mode))
                .isExactlyInstanceOf(NotSentException.class)
                .hasMessageContaining("The resource adapter is stopping");
        assertThat(fixture.remoting.requests).isEmpty();
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void aSecondWordOfRemotingChangesNothing() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> {
            request.stored(0);
            request.stored(10);
            request.fail(CallFailure.Kind.CONNECTION_LOST, true);
        });

        assertThat(fixture.receipt(SendMode.ASYNC).status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(fixture.limit.messages()).isZero();
    }
}
