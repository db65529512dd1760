package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What arrives of batches at a broker, whatever its version, as the independent reader sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BatchContract {

    private static final int FOUR_MEBIBYTES = 4 << 20;

    /** What clients, brokers and readers add to a message's own properties. */
    private static final Set<String> OF_ROCKETMQ =
            Set.of("UNIQ_KEY", "WAIT", "TAGS", "KEYS", "CLUSTER", "MSG_REGION", "TRACE_ON", "MIN_OFFSET", "MAX_OFFSET");

    private final RocketMQ server;
    private final StandaloneAdapter adapter;
    private final RocketMQConnection connection;

    BatchContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        this.connection = adapter.connect(factory -> factory.setSendTimeoutMillis(30_000));
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @Test
    @Row({"BAT-02", "BAT-04"})
    void everyMessageOfRandomBatchesArrivesByteForByteUnderItsOwnReceipt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> topics = List.of(topic("random-1", 4), topic("random-2", 2));
        Map<String, Message> sent = new HashMap<>();
        Map<String, SendReceipt> receipts = new HashMap<>();
        for (int round = 0; round < 12; round++) {
            List<Message> messages = IntStream.range(0, 1 + random.nextInt(60))
                    .mapToObj(i -> random(topics.get(random.nextInt(2)), random))
                    .toList();
            List<SendOutcome> outcomes = connection.sendAll(messages);
            assertThat(outcomes).as("seed %d", seed).hasSameSizeAs(messages);
            for (int i = 0; i < messages.size(); i++) {
                SendReceipt receipt = outcomes.get(i).orElseThrow();
                sent.put(receipt.messageId(), messages.get(i));
                receipts.put(receipt.messageId(), receipt);
            }
        }

        List<StoredMessage> stored = new ArrayList<>();
        for (String topic : topics) {
            stored.addAll(server.awaitMessages(topic, (int) sent.values().stream()
                    .filter(message -> message.topic().equals(topic))
                    .count()));
        }

        assertThat(stored).as("seed %d", seed).hasSize(sent.size()).allSatisfy(message -> {
            assertSame(sent.get(message.messageId()), message);
            assertReceiptTellsTheTruth(receipts.get(message.messageId()), message);
        });
    }

    @Test
    @Row({"BAT-03", "BAT-08"})
    @Defect("K27")
    void batchesAtTheLimitOfTheBrokerAreStored() {
        String topic = topic("large", 1);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            messages.add(Message.of(topic, incompressible(1 << 20, i)));
        }
        messages.add(Message.of(topic, incompressible(FOUR_MEBIBYTES, 10)));
        for (int i = 0; i < 1_500; i++) {
            messages.add(Message.of(topic, incompressible(3_950, i)));
        }
        for (int i = 0; i < 1_500; i++) {
            messages.add(Message.to(topic).text("x").build());
        }

        List<SendOutcome> outcomes = connection.sendAll(messages);

        assertThat(outcomes)
                .allSatisfy(
                        outcome -> assertThat(outcome.orElseThrow().status()).isEqualTo(SendStatus.SEND_OK));
        Map<Long, Integer> bytesByOffset = new HashMap<>();
        server.awaitMessages(topic, messages.size())
                .forEach(stored -> bytesByOffset.put(stored.queueOffset(), stored.body().length));
        assertThat(bytesByOffset).hasSize(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            assertThat(bytesByOffset)
                    .containsEntry(
                            outcomes.get(i).orElseThrow().queueOffset(),
                            messages.get(i).body().length);
        }
    }

    @Test
    void theMessagesOfOneKeyKeepTheirOrder() {
        String topic = topic("ordered", 4);
        List<Message> messages = IntStream.range(0, 2_500)
                .mapToObj(i -> Message.to(topic)
                        .text("message " + i)
                        .orderingKey("order-1")
                        .build())
                .toList();

        connection.sendAll(messages).forEach(SendOutcome::orElseThrow);

        List<StoredMessage> stored = new ArrayList<>(server.awaitMessages(topic, messages.size()));
        stored.sort((one, other) -> Long.compare(one.queueOffset(), other.queueOffset()));
        assertThat(stored)
                .extracting(StoredMessage::queueId)
                .containsOnly(stored.get(0).queueId());
        assertThat(stored)
                .extracting(StoredMessage::text)
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_500).mapToObj(i -> "message " + i).toList());
    }

    private static void assertSame(Message sent, StoredMessage stored) {
        assertThat(stored.topic()).isEqualTo(sent.topic());
        assertThat(stored.body()).isEqualTo(sent.body());
        assertThat(stored.tags()).isEqualTo(sent.tag());
        assertThat(stored.keys()).isEqualTo(sent.keys());
        assertThat(stored.flag()).isEqualTo(sent.flag());
        Map<String, String> own = new TreeMap<>(stored.properties());
        own.keySet().removeAll(OF_ROCKETMQ);
        Map<String, String> expected = new TreeMap<>(sent.properties());
        if (sent.orderingKey() != null) {
            expected.put("__SHARDINGKEY", sent.orderingKey());
        }
        assertThat(own).isEqualTo(expected);
    }

    private static void assertReceiptTellsTheTruth(SendReceipt receipt, StoredMessage stored) {
        assertThat(receipt.status()).isEqualTo(SendStatus.SEND_OK);
        assertThat(receipt.topic()).isEqualTo(stored.topic());
        assertThat(receipt.offsetMessageId()).isEqualTo(stored.offsetMessageId());
        assertThat(receipt.brokerName()).isEqualTo(RocketMQ.BROKER);
        assertThat(receipt.queueId()).isEqualTo(stored.queueId());
        assertThat(receipt.queueOffset()).isEqualTo(stored.queueOffset());
    }

    private static Message random(String topic, Random random) {
        byte[] body = new byte[1 + random.nextInt(random.nextInt(4) == 0 ? 20_000 : 200)];
        if (random.nextBoolean()) {
            random.nextBytes(body);
        }
        Message.Builder message = Message.to(topic).body(body).flag(random.nextInt(3) == 0 ? random.nextInt() : 0);
        if (random.nextBoolean()) {
            message.tag("tag" + random.nextInt(3));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            message.key("schlüssel-" + random.nextInt(1000));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            message.property("name" + i, "wört " + "x".repeat(random.nextInt(100)));
        }
        switch (random.nextInt(6)) {
            case 0 -> message.queue(RocketMQ.BROKER, random.nextInt(2));
            case 1 -> message.orderingKey("key " + random.nextInt(3));
            default -> {}
        }
        return message.build();
    }

    private static byte[] incompressible(int size, long seed) {
        byte[] body = new byte[size];
        new Random(seed).nextBytes(body);
        return body;
    }

    private String topic(String purpose, int queues) {
        String topic = "batch-" + purpose;
        server.createTopic(topic, queues);
        return topic;
    }
}
