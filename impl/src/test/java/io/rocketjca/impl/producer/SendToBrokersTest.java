package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.FakeStored;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.EventLoops;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.NettyRemotingClient;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.WallClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole pipeline over real sockets. */
@Timeout(60)
class SendToBrokersTest {

    private static final int SEND = 310;
    private static final int SENDS_EACH = 40;

    /** What a loaded machine may add to a deadline before a woken thread runs. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final String TOPIC = "orders";
    private static final SendOptions SHORT = SendOptions.defaults().withTimeout(Duration.ofMillis(300));

    private final Ticker ticker = Ticker.system();
    private final ScriptedRoutes routes = new ScriptedRoutes();
    private final CompletionBurst burst = new CompletionBurst();
    private final FakeBroker one = FakeBroker.start();
    private final FakeBroker two = FakeBroker.start();
    private final EventLoops loops = EventLoops.start(task -> new Thread(task, "test-io"));
    private final InFlightLimit limit = new InFlightLimit(1000, 64 << 20, ticker);
    private NettyRemotingClient remoting;
    private SendPipeline pipeline;

    @BeforeEach
    void open() {
        remoting = new NettyRemotingClient(
                loops, ticker, loops.timer(), RemotingConfig.defaults(), new SilentListener(burst));
        pipeline = pipeline(ProducerConfig.defaults("g1"), HeaderEncoding.BINARY);
    }

    @AfterEach
    void close() {
        remoting.close();
        loops.stop(Duration.ofSeconds(5));
        one.close();
        two.close();
    }

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
            sends.add(pipeline.sendAsync(small(), SendOptions.defaults()).toCompletableFuture());
        }
        one.awaitRequests(SEND, 50);
        long start = System.nanoTime();

        one.close();

        assertThat(sends).allSatisfy(send -> assertThatThrownBy(() -> send.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(UncertainException.class));
        assertThat(System.nanoTime() - start)
                .as("ends long before the deadline")
                .isLessThan(Duration.ofSeconds(2).toNanos());
        assertThat(limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"SND-05", "ERR-15", "ERR-19", "ERR-21"})
    void aSilentBrokerIsUncertainAtTheDeadline(SendMode mode) {
        routeToOne();
        one.on(SEND, request -> FakeReply.silent());
        long start = System.nanoTime();

        Throwable failure = failureOf(() -> send(pipeline, mode, small(), SHORT));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT.timeout(), Duration.ofSeconds(8));
        assertThat(failure).isInstanceOf(UncertainException.class).hasMessageContaining("did not answer in time");
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

    private static String uniqueKey(String properties) {
        int at = properties.indexOf("UNIQ_KEY\u0001") + 9;
        return properties.substring(at, at + 32);
    }

    private List<FakeStored> awaitStored(int count) {
        one.awaitRequests(SEND, count);
        while (one.stored().size() < count) {
            Thread.onSpinWait();
        }
        return one.stored();
    }

    private void routeToOne() {
        routes.route(TOPIC, 4, Map.of("broker-one", one.address()));
    }

    private void routeToBoth() {
        routes.route(TOPIC, 4, Map.of("broker-one", one.address(), "broker-two", two.address()));
    }

    private static ProducerConfig withRetries(int retries) {
        return new ProducerConfig("g1", Duration.ofSeconds(3), retries, 4 << 20, 4096, 5, false, 4);
    }

    private SendPipeline pipeline(ProducerConfig config, HeaderEncoding encoding) {
        return new SendPipeline(
                config,
                new SendEnvironment(
                        remoting,
                        routes,
                        new LatencyFaultTolerance(Ticker.system()),
                        encoding,
                        new RequestSigner.Anonymous(),
                        new UniqueIdSource(new byte[] {127, 0, 0, 1}, 42, ZoneId.systemDefault()),
                        ticker,
                        WallClock.system(),
                        loops.timer(),
                        limit,
                        new SendGate(),
                        new Random(),
                        burst,
                        ForkJoinPool.commonPool()));
    }

    private static Message small() {
        return Message.to(TOPIC).text("hello").build();
    }

    private SendReceipt sendSync(Message message) {
        return pipeline.send(message, SendOptions.defaults());
    }

    private SendReceipt sendAsync(Message message) throws ExecutionException, InterruptedException {
        return pipeline.sendAsync(message, SendOptions.defaults())
                .toCompletableFuture()
                .get();
    }

    private static SendReceipt send(SendPipeline pipeline, SendMode mode, Message message, SendOptions options) {
        return switch (mode) {
            case SYNC -> pipeline.send(message, options);
            case ASYNC ->
                pipeline.sendAsync(message, options).toCompletableFuture().join();
            case ONE_WAY -> {
                pipeline.sendOneWay(message, options);
                yield null;
            }
        };
    }

    private static Throwable failureOf(Supplier<?> send) {
        try {
            return new AssertionError("The send succeeded with " + send.get());
        } catch (SendException | IllegalMessageException e) {
            return e;
        } catch (java.util.concurrent.CompletionException e) {
            return e.getCause();
        }
    }

    /** Hears nothing. */
    private record SilentListener(CompletionBurst burst) implements ConnectionListener {

        @Override
        public void burstEnded(Connection connection) {
            burst.end();
        }

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
