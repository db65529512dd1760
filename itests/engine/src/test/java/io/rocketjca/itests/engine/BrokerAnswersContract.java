package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendException;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender is told for every answer that a broker can give, compared with what the broker stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerAnswersContract {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int ATTEMPTS = 3;
    private static final Duration GRACE = Duration.ofMillis(1_500);

    private final RocketMQ server;
    private final StandaloneAdapter adapter;
    private final RocketMQConnection connection;
    private int topics;
    private String topic;

    BrokerAnswersContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        this.connection = adapter.connect(factory -> {
            factory.setSendTimeoutMillis(TIMEOUT_MILLIS);
            factory.setRetries(ATTEMPTS - 1);
        });
    }

    @AfterEach
    void endTheFault() {
        server.inject(SendFault.none());
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 13, 15, 16, 18, 29, 215, 604, 2017, 3001, 9999, -1})
    void aFinalRefusalIsToldAtOnceAndNothingIsStored(int code) {
        inject(SendFault.refuse(code));

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> connection.send(message()));

        assertRefused(refused, code, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 17})
    void aRefusalThatMayPassIsToldAfterAllAttemptsAndNothingIsStored(int code) {
        inject(SendFault.refuse(code));

        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> connection.send(message()));

        assertRefused(refused, code, ATTEMPTS);
    }

    private void assertRefused(RefusedException refused, int code, int attempts) {
        assertThat(refused.responseCode()).isEqualTo(code);
        assertThat(refused.remark()).isEqualTo("injected fault " + code);
        assertThat(refused.topic()).isEqualTo(topic);
        assertThat(refused.attempts()).hasSize(attempts).allSatisfy(attempt -> {
            assertThat(attempt.brokerName()).isEqualTo(RocketMQ.BROKER);
            assertThat(attempt.brokerAddress()).isEqualTo(server.brokerAddress());
        });
        assertThat(refused).hasMessageContaining("injected fault " + code).hasMessageContaining(topic);
        assertThat(server.requestsSinceFault()).isEqualTo(attempts);
        assertThat(server.read(topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 14, 17})
    @Row("RTY-08")
    void aRefusalThatPassesIsRepairedByAnotherAttempt(int code) {
        inject(SendFault.refuse(code).times(2));

        SendReceipt receipt = connection.send(message());

        assertThat(receipt.attempts()).isEqualTo(3);
        assertThat(server.read(topic)).extracting(StoredMessage::messageId).containsExactly(receipt.messageId());
    }

    @ParameterizedTest
    @CsvSource({"10, FLUSH_DISK_TIMEOUT", "11, SLAVE_NOT_AVAILABLE", "12, FLUSH_SLAVE_TIMEOUT"})
    @Row("RTY-05")
    void aStoredMessageIsNeverAFailure(int code, SendStatus status) {
        inject(SendFault.storeButAnswer(code));

        SendReceipt receipt = connection.send(message());

        assertThat(receipt.status()).isEqualTo(status);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(server.read(topic)).extracting(StoredMessage::messageId).containsExactly(receipt.messageId());
    }

    @Test
    void silenceEndsAtTheDeadlineAsUncertain() {
        inject(SendFault.silent());
        long start = System.nanoTime();

        UncertainException uncertain = catchThrowableOfType(UncertainException.class, () -> connection.send(message()));

        assertEndedInTime(start);
        assertThat(uncertain.topic()).isEqualTo(topic);
        assertThat(uncertain.attempts()).isNotEmpty();
        assertThat(server.read(topic)).isEmpty();
    }

    @Test
    @Row({"SND-08", "RTY-19"})
    void aLostAnswerIsUncertainAndNamesTheMessageThatIsStored() {
        inject(SendFault.storeButSilent());
        long start = System.nanoTime();

        UncertainException uncertain = catchThrowableOfType(UncertainException.class, () -> connection.send(message()));

        assertEndedInTime(start);
        assertThat(server.read(topic))
                .isNotEmpty()
                .extracting(StoredMessage::messageId)
                .containsOnly(uncertain.messageId());
    }

    @Test
    void aLostAnswerIsUncertainForAnAsynchronousSendToo() throws Exception {
        inject(SendFault.storeButSilent());
        long start = System.nanoTime();

        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        connection.sendAsync(message()).whenComplete((receipt, thrown) -> failure.complete(thrown));

        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(UncertainException.class);
        assertEndedInTime(start);
        assertThat(server.stored(topic)).isPositive();
    }

    @Test
    void connectionsThatAreCutUnderEveryAttemptEndAsUncertain() {
        inject(SendFault.close());
        long start = System.nanoTime();

        SendException failure = catchThrowableOfType(SendException.class, () -> connection.send(message()));

        assertEndedInTime(start);
        assertThat(failure).isInstanceOf(UncertainException.class);
        assertThat(failure.attempts()).hasSize(ATTEMPTS);
        assertThat(server.read(topic)).isEmpty();
    }

    @Test
    @Row("RTY-06")
    void oneCutConnectionIsRepairedByAnotherAttempt() {
        inject(SendFault.close().times(1));

        SendReceipt receipt = connection.send(message());

        assertThat(receipt.attempts()).isEqualTo(2);
        assertThat(server.read(topic)).extracting(StoredMessage::messageId).containsExactly(receipt.messageId());
    }

    @Test
    @Row("SND-02")
    void aSlowAnswerIsAwaited() {
        inject(SendFault.delay(TIMEOUT_MILLIS / 2));

        assertThat(connection.send(message()).attempts()).isEqualTo(1);
    }

    @Test
    @Row("SND-04")
    void aOneWaySendHearsNothingOfARefusal() throws Exception {
        inject(SendFault.refuse(2));

        connection.sendOneWay(message());

        RocketMQ.patiently().until(() -> server.requestsSinceFault() == 1);
        assertThat(server.read(topic)).isEmpty();
    }

    @Test
    void aReadOnlyTopicTakesNoMessages() {
        nextTopic();
        server.createTopic(topic, 2, 4);

        Throwable failure = catchThrowable(() -> connection.send(message()));

        assertThat(failure)
                .isInstanceOf(SendException.class)
                .isNotInstanceOf(UncertainException.class)
                .hasMessageContaining(topic);
        assertThat(server.read(topic)).isEmpty();
    }

    @Test
    @Row({"RTE-21", "ERR-09"})
    void anUnknownTopicIsNotSent() {
        NotSentException notSent = catchThrowableOfType(
                NotSentException.class, () -> connection.send(Message.of("engine-nobody-made-this", new byte[] {1})));

        assertThat(notSent).hasMessageContaining("engine-nobody-made-this").hasMessageContaining(server.nameServers());
    }

    @Test
    void anUnreachableNameServerIsNamed() {
        String nobody = "127.0.0.1:1";
        try (StandaloneAdapter lost = new StandaloneAdapter(nobody);
                RocketMQConnection unconnected =
                        lost.connect(factory -> factory.setSendTimeoutMillis(TIMEOUT_MILLIS))) {
            long start = System.nanoTime();

            NotSentException notSent = catchThrowableOfType(
                    NotSentException.class, () -> unconnected.send(Message.of("engine-any", new byte[] {1})));

            assertEndedInTime(start);
            assertThat(notSent).hasMessageContaining(nobody);
        }
    }

    @Test
    void aSecondNameServerTakesOverForOneThatIsDown() {
        nextTopic();
        server.createTopic(topic, 1);
        try (StandaloneAdapter half = new StandaloneAdapter("127.0.0.1:1;" + server.nameServers());
                RocketMQConnection connected = half.connect()) {
            connected.send(message());
        }
        assertThat(server.read(topic)).hasSize(1);
    }

    @Test
    @Row("LIF-26")
    void aSendAfterTheAdapterStoppedIsNotSent() {
        nextTopic();
        server.createTopic(topic, 1);
        List<Throwable> failures;
        try (StandaloneAdapter stopped = StandaloneAdapter.of(server)) {
            RocketMQConnection connected = stopped.connect();
            connected.send(message());
            stopped.stop();
            failures = List.of(
                    catchThrowable(() -> connected.send(message())),
                    catchThrowable(() -> connected.sendOneWay(message())),
                    catchThrowable(() ->
                            connected.sendAsync(message()).toCompletableFuture().get(5, TimeUnit.SECONDS)));
        }
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).isNotNull().isNotInstanceOf(UncertainException.class));
        assertThat(server.read(topic)).hasSize(1);
    }

    private void inject(SendFault fault) {
        nextTopic();
        server.createTopic(topic, 2);
        server.inject(fault);
    }

    private void nextTopic() {
        topic = "engine-answers-" + ++topics;
    }

    private Message message() {
        return Message.to(topic).text("message to " + topic).build();
    }

    private static void assertEndedInTime(long startNanos) {
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isLessThan(Duration.ofMillis(TIMEOUT_MILLIS).plus(GRACE));
    }
}
