package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What arrives at a broker, whatever its version, as the independent reader sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SendContract {

    private static final int FOUR_MEBIBYTES = 4 << 20;
    private static final long SEED = 20_261_121;

    /** Between two looks at the clock the adapter reckons the time, and a thread may be held up while it looks. */
    private static final long CLOCK_MILLIS = 1_000;

    final RocketMQ server;
    private final StandaloneAdapter adapter;
    final RocketMQConnection connection;

    SendContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        this.connection = adapter.connect(factory -> factory.setSendTimeoutMillis(10_000));
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    @Row({"SND-20", "MSG-01", "MSG-02", "MSG-03", "MSG-04", "MSG-05", "MSG-06", "MSG-09"})
    void aMessageArrivesByteForByteWithAllThatBelongsToIt(SendMode mode) throws Exception {
        String topic = topic("complete", mode, 1);
        long before = System.currentTimeMillis();
        Message message = Message.to(topic)
                .text("Grüße: 你好, €, \uD83D\uDE80")
                .tag("created")
                .key("order-1")
                .key("Schlüssel")
                .flag(0x7FEE1234)
                .property("color", "grün")
                .property("spaced", " a  b ")
                .property("long", "x".repeat(5_000))
                .build();

        SendReceipt receipt = mode.send(connection, message);

        StoredMessage stored = awaitMessages(topic, 1).get(0);
        long after = System.currentTimeMillis();
        assertThat(stored.topic()).isEqualTo(topic);
        assertThat(stored.body()).isEqualTo(message.body());
        assertThat(stored.tags()).isEqualTo("created");
        assertThat(stored.keys()).isEqualTo("order-1 Schlüssel");
        assertThat(stored.flag()).isEqualTo(0x7FEE1234);
        assertThat(stored.properties()).containsAllEntriesOf(message.properties());
        assertThat(stored.compressed()).isFalse();
        assertThat(stored.bornHost()).startsWith("127.0.0.1:");
        assertThat(stored.bornTimestamp()).isBetween(before - CLOCK_MILLIS, after + CLOCK_MILLIS);
        if (mode != SendMode.ONE_WAY) {
            assertReceiptTellsTheTruth(receipt, stored);
        }
    }

    private static void assertReceiptTellsTheTruth(SendReceipt receipt, StoredMessage stored) {
        assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(receipt.attempts()).isEqualTo(1);
        assertThat(receipt.topic()).isEqualTo(stored.topic());
        assertThat(receipt.messageId()).isEqualTo(stored.messageId());
        assertThat(receipt.offsetMessageId()).isEqualTo(stored.offsetMessageId());
        assertThat(receipt.brokerName()).isEqualTo(RocketMQ.BROKER);
        assertThat(receipt.queueId()).isEqualTo(stored.queueId());
        assertThat(receipt.queueOffset()).isEqualTo(stored.queueOffset());
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    @Row({"MSG-02", "MSG-10"})
    void bodiesOfAllSizesArriveUnchanged(SendMode mode) throws Exception {
        String topic = topic("sizes", mode, 1);
        List<byte[]> bodies = new ArrayList<>();
        for (int size : new int[] {1, 4095, 4096, 4097, 70_000, FOUR_MEBIBYTES}) {
            bodies.add(randomBody(size));
            bodies.add(repetitiveBody(size));
        }
        for (byte[] body : bodies) {
            mode.send(connection, Message.of(topic, body));
        }

        List<StoredMessage> stored = awaitMessages(topic, bodies.size());

        // brokers handle one-way requests of one connection side by side
        assertThat(stored)
                .extracting(message -> fingerprint(message.body()))
                .containsExactlyInAnyOrderElementsOf(
                        bodies.stream().map(SendContract::fingerprint).toList());
    }

    private static String fingerprint(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return body.length + " bytes " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Row("CMP-01")
    void onlyBodiesFromFourKibibytesThatShrinkAreStoredCompressed() throws Exception {
        String topic = topic("compressed", SendMode.SYNC, 1);
        for (byte[] body : List.of(repetitiveBody(4095), repetitiveBody(4096), repetitiveBody(100_000))) {
            connection.send(Message.of(topic, body));
        }

        List<StoredMessage> stored = awaitMessages(topic, 3);

        assertThat(stored).extracting(StoredMessage::compressed).containsExactly(false, true, true);
        assertThat(stored.get(2).storeSize()).isLessThan(10_000);
        assertThat(stored).extracting(m -> m.body().length).containsExactly(4095, 4096, 100_000);
    }

    @Test
    @Row({"MSG-07", "MSG-08", "MSG-09"})
    void aDelayedMessageArrivesWithItsOptionsWhenItsTimeHasCome() throws Exception {
        String topic = topic("delayed", SendMode.SYNC, 1);
        Instant born = Instant.ofEpochMilli(1_234_567_890_123L);
        MessageOptions options = MessageOptions.defaults().withWaitStored(false).withBornTime(born);
        long sent = System.currentTimeMillis();

        connection.send(message(topic, options.withDelayLevel(1)));

        StoredMessage stored = awaitMessages(topic, 1).get(0);
        assertThat(stored.storeTimestamp()).isGreaterThanOrEqualTo(sent + 900);
        assertThat(stored.properties()).containsEntry("DELAY", "1").containsEntry("WAIT", "false");
        assertThat(stored.bornTimestamp()).isEqualTo(born.toEpochMilli());
    }

    static Message message(String topic, MessageOptions options) {
        return Message.to(topic).text("x").options(options).build();
    }

    @Test
    void aMessageIsFoundByItsIdAndNoOtherIs() throws Exception {
        String topic = topic("found", SendMode.SYNC, 4);
        byte[] body = repetitiveBody(50_000);
        connection.send(Message.of(topic, new byte[] {1}));
        SendReceipt receipt = connection.send(Message.to(topic)
                .body(body)
                .tag("created")
                .key("order-1")
                .property("color", "grün")
                .build());

        io.rocketjca.StoredMessage found = RocketMQ.patiently()
                .until(() -> connection.find(topic, receipt.messageId()), Optional::isPresent)
                .orElseThrow();

        StoredMessage stored = awaitMessages(topic, 2).stream()
                .filter(message -> message.messageId().equals(receipt.messageId()))
                .findFirst()
                .orElseThrow();
        assertThat(found.body()).isEqualTo(body);
        assertThat(found.tag()).isEqualTo("created");
        assertThat(found.keys()).isEqualTo("order-1");
        assertThat(found.properties()).containsEntry("color", "grün");
        assertThat(found.brokerName()).isEqualTo(RocketMQ.BROKER);
        assertThat(found.queueId()).isEqualTo(receipt.queueId());
        assertThat(found.queueOffset()).isEqualTo(receipt.queueOffset());
        assertThat(found.bornTime().toEpochMilli()).isEqualTo(stored.bornTimestamp());
        assertThat(found.storeTime().toEpochMilli()).isEqualTo(stored.storeTimestamp());
        assertThat(connection.find(topic, receipt.messageId().replaceAll(".$", "Z")))
                .isEmpty();
    }

    @Test
    @Row("SND-10")
    void aMessageLooksToTheBrokerLikeOneOfTheOfficialClient() throws Exception {
        String topic = topic("twins", SendMode.SYNC, 1);
        byte[] body = "twin".getBytes();
        server.client().send(topic, body, "tag", "key");
        connection.send(Message.to(topic).body(body).tag("tag").key("key").build());

        List<StoredMessage> stored = awaitMessages(topic, 2);

        StoredMessage official = stored.get(0);
        StoredMessage ours = stored.get(1);
        assertThat(ours.properties().keySet()).isEqualTo(official.properties().keySet());
        assertThat(ours.properties().get("WAIT"))
                .isEqualTo(official.properties().get("WAIT"));
        assertThat(ours.sysFlag()).isEqualTo(official.sysFlag());
        assertThat(ours.messageId()).matches("[0-9A-F]{32}").isNotEqualTo(official.messageId());
    }

    @Test
    void theOfficialToolsReadAddressAndTimeInTheUniqueKey() throws Exception {
        String topic = topic("key", SendMode.SYNC, 1);
        long before = System.currentTimeMillis();
        String ours = connection.send(Message.of(topic, new byte[] {1})).messageId();
        long after = System.currentTimeMillis();

        OfficialClient.KeyOrigin origin = server.client().origin(ours);

        assertThat(origin.madeAtMillis()).isBetween(before - CLOCK_MILLIS, after + CLOCK_MILLIS);
        byte[] address = InetAddress.getByName(origin.address()).getAddress();
        assertThat(ours).hasSize(32).startsWith(HexFormat.of().withUpperCase().formatHex(address));
        assertThat(NetworkInterface.getByInetAddress(InetAddress.getByName(origin.address())))
                .as("interface of %s", origin.address())
                .isNotNull();
    }

    @Test
    @Row({"QSL-01", "QSL-08"})
    void messagesGoRoundAllQueues() throws Exception {
        String topic = topic("queues", SendMode.SYNC, 4);
        for (int i = 0; i < 40; i++) {
            connection.send(Message.of(topic, new byte[] {(byte) i}));
        }

        assertThat(awaitMessages(topic, 40).stream()
                        .collect(Collectors.groupingBy(StoredMessage::queueId, Collectors.counting())))
                .containsOnlyKeys(0, 1, 2, 3)
                .allSatisfy((queue, count) -> assertThat(count).isEqualTo(10));
    }

    @Test
    @Row("SND-03")
    void aThousandAsynchronousSendsArriveOnceEachAndCompleteOnWorkThreads() throws Exception {
        String topic = topic("burst", SendMode.ASYNC, 4);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        List<CompletionStage<SendReceipt>> stages = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            stages.add(connection
                    .sendAsync(Message.to(topic).text("message " + i).build())
                    .whenComplete((receipt, failure) ->
                            threads.add(Thread.currentThread().getName())));
        }
        Set<String> ids = new HashSet<>();
        for (CompletionStage<SendReceipt> stage : stages) {
            ids.add(stage.toCompletableFuture().get(30, TimeUnit.SECONDS).messageId());
        }

        List<StoredMessage> stored = awaitMessages(topic, 1_000);

        assertThat(stored).extracting(StoredMessage::messageId).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(stored.stream().map(StoredMessage::text).distinct()).hasSize(1_000);
        // a stage that is already complete when the test looks at it runs its action on the test's own thread
        threads.remove(Thread.currentThread().getName());
        assertThat(threads).isNotEmpty().allSatisfy(name -> assertThat(name)
                .startsWith(ThreadPoolBootstrap.THREAD_PREFIX));
    }

    String topic(String purpose, SendMode mode, int queues) {
        String topic = "engine-" + purpose + "-" + mode;
        server.createTopic(topic, queues);
        return topic;
    }

    List<StoredMessage> awaitMessages(String topic, int count) {
        List<StoredMessage> stored = server.awaitMessages(topic, count);
        assertThat(stored).hasSize(count);
        return stored;
    }

    private static byte[] randomBody(int size) {
        byte[] body = new byte[size];
        new Random(SEED + size).nextBytes(body);
        return body;
    }

    private static byte[] repetitiveBody(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (i % 64);
        }
        return body;
    }
}
