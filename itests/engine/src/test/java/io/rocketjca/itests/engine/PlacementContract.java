package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.fixture.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The queues that messages go to on two brokers: for an ordering key the same ones that the official client chooses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlacementContract {

    private static final String TOPIC = "ordered";

    /** An answer as slow as that has its broker avoided for five seconds. */
    private static final int SLOW_MILLIS = 2_000;

    private static final int FLUSH_DISK_TIMEOUT = 10;
    private static final int PATIENT_MILLIS = 10_000;
    private static final Duration AVOIDED = Duration.ofSeconds(5);

    /** A faster answer has no consequence. */
    private static final Duration HARMLESS = Duration.ofMillis(500);

    private final RocketMQVersion version;
    RocketMQCluster cluster;

    PlacementContract(RocketMQVersion version) {
        this.version = version;
    }

    @BeforeAll
    void startTwoBrokers() {
        cluster = RocketMQCluster.start(version).broker("broker-b").broker("broker-a");
    }

    @AfterAll
    void stopAll() {
        cluster.close();
    }

    @Test
    void theOfficialHashSelectorChoosesTheSameQueues() throws Exception {
        List<String> keys =
                IntStream.range(0, 40).mapToObj(i -> "order-" + i * 7919).toList();
        cluster.createTopic(TOPIC, 3);
        try (StandaloneAdapter adapter = new StandaloneAdapter(cluster.nameServers());
                RocketMQConnection connection = adapter.connect();
                OfficialClient official = cluster.client()) {
            for (String key : keys) {
                official.sendOrdered(TOPIC, key.getBytes(StandardCharsets.UTF_8), key);
                Message message = Message.to(TOPIC).text(key).orderingKey(key).build();
                connection.sendAsync(message).toCompletableFuture().join();
                SendReceipt receipt = connection.send(message);
                assertThat(connection
                                .send(Message.to(TOPIC)
                                        .text(key)
                                        .queue(receipt.brokerName(), receipt.queueId())
                                        .build())
                                .queueOffset())
                        .isEqualTo(receipt.queueOffset() + 1);
            }
            List<StoredMessage> stored = cluster.read(TOPIC);
            assertThat(stored).hasSize(4 * keys.size());
            assertThat(stored.stream().collect(Collectors.groupingBy(StoredMessage::text)))
                    .hasSize(keys.size())
                    .allSatisfy((key, messages) -> assertThat(messages.stream()
                                    .map(PlacementContract::place)
                                    .distinct())
                            .as("the places of %s", key)
                            .hasSize(1));
            assertThat(stored.stream().map(PlacementContract::place).distinct())
                    .as("keys spread over both brokers")
                    .hasSize(6);
            assertThat(stored.stream().filter(message -> message.text()
                            .equals(message.properties().get("__SHARDINGKEY"))))
                    .as("messages with their key as property")
                    .hasSize(2 * keys.size());
        }
    }

    @Test
    void withConsistentHashingTheMessagesOfAKeyShareAQueueToo() {
        cluster.createTopic("hashed", 3);
        try (StandaloneAdapter adapter = new StandaloneAdapter(cluster.nameServers());
                RocketMQConnection connection = adapter.connect(factory -> factory.setConsistentHashing(true))) {
            for (int i = 0; i < 60; i++) {
                String key = "order-" + i % 20;
                connection.send(Message.to("hashed").text(key).orderingKey(key).build());
            }
        }
        List<StoredMessage> stored = cluster.read("hashed");
        assertThat(stored).hasSize(60);
        assertThat(stored.stream().collect(Collectors.groupingBy(StoredMessage::text)))
                .hasSize(20)
                .allSatisfy((key, messages) -> assertThat(
                                messages.stream().map(PlacementContract::place).distinct())
                        .hasSize(1));
        assertThat(stored.stream().map(PlacementContract::place).distinct()).hasSizeGreaterThan(1);
    }

    private static String place(StoredMessage message) {
        return message.brokerName() + "/" + message.queueId();
    }

    @Test
    void whatIsStoredUnsafelyGoesToTheOtherBrokerTooIfThatIsWished() {
        cluster.createTopic("unsafe", 1);
        cluster.inject("broker-a", SendFault.storeButAnswer(FLUSH_DISK_TIMEOUT));
        try (StandaloneAdapter adapter = new StandaloneAdapter(cluster.nameServers());
                RocketMQConnection connection =
                        adapter.connect(factory -> factory.setRetryAnotherBrokerWhenNotStoreOK(true))) {
            Set<Integer> attempts = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                SendReceipt receipt =
                        connection.send(Message.to("unsafe").text("m" + i).build());
                assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
                assertThat(receipt.brokerName()).isEqualTo("broker-b");
                attempts.add(receipt.attempts());
            }
            assertThat(attempts).containsExactlyInAnyOrder(1, 2);
        } finally {
            cluster.inject("broker-a", SendFault.none());
        }
        assertThat(cluster.read("unsafe").stream().map(StoredMessage::brokerName))
                .contains("broker-a")
                .filteredOn("broker-b"::equals)
                .hasSize(4);
    }

    @Test
    void aSlowBrokerIsAvoidedForAWhileAndComesBack() {
        cluster.createTopic("avoiding", 4);
        try (StandaloneAdapter adapter = new StandaloneAdapter(cluster.nameServers());
                RocketMQConnection connection = adapter.connect(factory -> {
                    factory.setSendLatencyFaultEnable(true);
                    factory.setSendTimeoutMillis(PATIENT_MILLIS);
                })) {
            assertThat(Stream.generate(() -> send(connection)).limit(8).map(SendReceipt::brokerName))
                    .contains("broker-a", "broker-b");

            cluster.inject("broker-a", SendFault.delay(SLOW_MILLIS).times(1));
            RocketMQ.patiently().until(() -> send(connection).brokerName().equals("broker-a"));
            assertThat(brokersInTime(connection)).isNotEmpty().containsOnly("broker-b");
            RocketMQ.patiently().until(() -> send(connection).brokerName().equals("broker-a"));
        }
    }

    /** Where some sends went; on a machine that stands still the time is over sooner, or the other broker is slow as well. */
    private static List<String> brokersInTime(RocketMQConnection connection) {
        List<String> brokers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 16; i++) {
            long before = System.nanoTime();
            brokers.add(send(connection).brokerName());
            long now = System.nanoTime();
            if (now - before > HARMLESS.toNanos() || now - start > AVOIDED.toNanos() / 2) {
                break;
            }
        }
        return brokers;
    }

    private static SendReceipt send(RocketMQConnection connection) {
        return connection.send(Message.to("avoiding").text("x").build());
    }
}
