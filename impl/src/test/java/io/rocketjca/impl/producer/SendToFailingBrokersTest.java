package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.NotSentException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import io.rocketjca.impl.protocol.HeaderEncoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole pipeline over real sockets, to brokers that fail in every way. */
@Timeout(60)
class SendToFailingBrokersTest extends SocketSends {

    private static final int SENDS_EACH = 40;

    /** What a loaded machine may add to a deadline before a woken thread runs. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** Long enough for a machine that stalls between the call and its writing. */
    private static final SendOptions SHORT = SendOptions.defaults().withTimeout(Duration.ofMillis(1500));

    private static final SendOptions LONG = SendOptions.defaults().withTimeout(Duration.ofSeconds(50));

    static List<FakeReply> fatalReplies() {
        return List.of(
                FakeReply.closeConnection(),
                FakeReply.halfFrameThenClose(),
                FakeReply.oversizedLength(),
                FakeReply.garbage());
    }

    @ParameterizedTest
    @MethodSource("fatalReplies")
    @Row({"RTY-06", "RTY-12", "RTY-20"})
    @Defect("K03")
    void aConnectionThatDiesIsReplacedAndTheSendRepeatedElsewhere(FakeReply fatal) throws Exception {
        routeToBoth();
        one.on(SEND, request -> fatal);

        for (int i = 0; i < 4; i++) {
            SendReceipt receipt = i % 2 == 0 ? sendSync(small()) : sendAsync(small());
            assertThat(receipt.brokerName()).isEqualTo("broker-two");
        }
        assertThat(two.stored()).extracting(FakeStored::uniqueKey).hasSize(4).doesNotHaveDuplicates();
        assertThat(two.requests(SEND))
                .allSatisfy(request -> assertThat(request.ext("n")).isEqualTo("broker-two"));
    }

    @Test
    void aBrokerThatDiesWithRequestsInFlightLeavesThemUncertain() {
        routeToOne();
        pipeline = pipeline(withRetries(0), HeaderEncoding.JSON);
        one.on(SEND, request -> FakeReply.silent());
        List<CompletableFuture<SendReceipt>> sends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sends.add(pipeline.sendAsync(small(), LONG).toCompletableFuture());
        }
        one.awaitRequests(SEND, 50);
        long start = System.nanoTime();

        one.close();

        assertThat(sends).allSatisfy(send -> assertThatThrownBy(
                        () -> send.get(LONG.timeout().toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(UncertainException.class));
        assertThat(System.nanoTime() - start)
                .as("ends long before the deadline")
                .isLessThan(LONG.timeout().dividedBy(2).toNanos());
        assertThat(limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"SND-05", "ERR-15", "ERR-19", "ERR-21"})
    void aSilentBrokerIsUncertainAtTheDeadline(SendMode mode) {
        routeToOne();
        connectToOne();
        one.on(SEND, request -> FakeReply.silent());
        long start = System.nanoTime();

        Throwable failure = failureOf(() -> send(pipeline, mode, small(), SHORT));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(SHORT.timeout(), SHORT.timeout().plus(SLACK));
        assertThat(failure)
                .isInstanceOf(UncertainException.class)
                .hasMessageContainingAll(
                        "#1 broker-one (" + one.address() + ") after ", " ms: ", "did not answer in time");
        assertThat(limit.messages()).isZero();
    }

    @Test
    void anAnswerTwiceOrToANobodyDoesNoHarm() throws Exception {
        routeToOne();
        one.next(SEND, FakeReply.success().twice(), FakeReply.success());
        assertThat(sendSync(small()).status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(sendSync(small()).status()).isEqualTo(SendStatus.SEND_OK);

        one.next(SEND, FakeReply.success().wrongOpaque());
        assertThat(failureOf(() -> pipeline.send(small(), SHORT))).isInstanceOf(UncertainException.class);
        assertThat(sendAsync(small()).status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    @Row("ERR-19")
    @Defect({"K06", "K33"})
    void aBrokerThatCannotBeReachedIsNotSent(SendMode mode) {
        routeToOne();
        one.close();

        assertThat(failureOf(() -> send(pipeline, mode, small(), SHORT)))
                .isExactlyInstanceOf(NotSentException.class)
                .hasMessageContainingAll(one.address(), "name server ns-1:9876", "127.0.0.1, which on every machine");
        assertThat(limit.messages()).isZero();
    }

    @Test
    @Row("SND-28")
    void sixtyFourThreadsLoseNothingWhileOneBrokerKeepsDying() throws Exception {
        routeToBoth();
        AtomicInteger requests = new AtomicInteger();
        AtomicInteger cuts = new AtomicInteger();
        one.on(
                SEND,
                request -> requests.incrementAndGet() % 25 == 0 && cuts.incrementAndGet() > 0
                        ? FakeReply.closeConnection()
                        : FakeReply.success().ext("msgId", "kept").ext("queueId", request.ext("e")));
        Set<String> receipts = ConcurrentHashMap.newKeySet();
        Set<String> uncertain = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 64; t++) {
            threads.add(SendFixture.inThread(() -> {
                for (int i = 0; i < SENDS_EACH; i++) {
                    sendAndNote(receipts, uncertain);
                }
                return null;
            }));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(50, TimeUnit.SECONDS);
        }

        assertThat(receipts.size() + uncertain.size()).isEqualTo(64 * SENDS_EACH);
        Set<String> arrived = new java.util.HashSet<>();
        for (FakeBroker broker : List.of(one, two)) {
            broker.requests(SEND).forEach(request -> arrived.add(uniqueKey(request.ext("i"))));
        }
        assertThat(arrived).containsAll(receipts);
        assertThat(uncertain)
                .as("at most what was in flight when %s connections were cut", cuts)
                .hasSizeLessThanOrEqualTo(64 * cuts.get());
        assertThat(limit.messages()).isZero();
        assertThat(limit.bytes()).isZero();
    }

    private void sendAndNote(Set<String> receipts, Set<String> uncertain) {
        long start = System.nanoTime();
        try {
            receipts.add(pipeline.send(small(), SendOptions.defaults()).messageId());
        } catch (UncertainException e) {
            uncertain.add(e.messageId());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("ends by its deadline")
                .isLessThan(ProducerConfig.defaults("g1").sendTimeout().plus(SLACK));
    }

    /** A deadline that passes before the connection is open would leave a message unsent instead of uncertain. */
    private void connectToOne() {
        sendSync(small());
    }
}
