package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What arrives at a broker, whatever its version, of messages that were sent one by one and put into batches on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AutoBatchContract {

    private static final int MESSAGES = 3_000;

    private final RocketMQ server;
    private final StandaloneAdapter adapter;
    private final RocketMQConnection connection;

    AutoBatchContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        this.connection = adapter.connect(factory -> {
            factory.setAutoBatch(true);
            factory.setSendTimeoutMillis(30_000);
        });
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    @Test
    @Row("BAT-07")
    void everyAsynchronousMessageArrivesOnceUnderItsOwnReceipt() {
        String topic = topic("async", 4);

        List<CompletableFuture<SendReceipt>> stages = IntStream.range(0, MESSAGES)
                .mapToObj(i -> connection.sendAsync(message(topic, i)).toCompletableFuture())
                .toList();

        Map<String, SendReceipt> receipts = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            SendReceipt receipt = stages.get(i).join();
            receipts.put(receipt.messageId(), receipt);
            numbers.put(receipt.messageId(), i);
        }
        assertThat(receipts).hasSize(MESSAGES);
        assertThat(server.awaitMessages(topic, MESSAGES)).hasSize(MESSAGES).allSatisfy(stored -> {
            assertArrived(message(topic, numbers.get(stored.messageId())), stored);
            assertTrue(receipts.get(stored.messageId()), stored);
        });
        assertSomeTravelledTogether(receipts);
    }

    @Test
    @Row("BAT-07")
    void everySynchronousMessageOfManyThreadsArrivesOnceUnderItsOwnReceipt() {
        String topic = topic("sync", 4);
        Map<String, SendReceipt> receipts = new ConcurrentHashMap<>();

        List<Thread> threads = IntStream.range(0, 24)
                .mapToObj(thread -> new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        SendReceipt receipt = connection.send(message(topic, i));
                        receipts.put(receipt.messageId(), receipt);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(AutoBatchContract::join);

        assertThat(receipts).hasSize(24 * 50);
        assertThat(server.awaitMessages(topic, 24 * 50))
                .hasSize(24 * 50)
                .allSatisfy(stored -> assertTrue(receipts.get(stored.messageId()), stored));
    }

    @Test
    void whatIsUnderWayWhenTheAdapterStopsHasArrived() {
        String topic = topic("stop", 2);
        StandaloneAdapter stopping = StandaloneAdapter.of(server);
        RocketMQConnection last = stopping.connect(factory -> {
            factory.setAutoBatch(true);
            factory.setSendTimeoutMillis(30_000);
        });
        List<CompletableFuture<SendReceipt>> stages = IntStream.range(0, 500)
                .mapToObj(i -> last.sendAsync(message(topic, i)).toCompletableFuture())
                .toList();

        stopping.stop();

        Set<String> ids = ConcurrentHashMap.newKeySet();
        stages.forEach(stage -> ids.add(stage.join().messageId()));
        stopping.close();
        assertThat(server.awaitMessages(topic, 500))
                .extracting(StoredMessage::messageId)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    private static Message message(String topic, int number) {
        return Message.to(topic)
                .text("message " + number)
                .tag("t" + number % 3)
                .key("k" + number)
                .flag(number)
                .property("number", "n-" + number)
                .build();
    }

    private static void assertArrived(Message sent, StoredMessage stored) {
        assertThat(stored.body()).isEqualTo(sent.body());
        assertThat(stored.tags()).isEqualTo(sent.tag());
        assertThat(stored.keys()).isEqualTo(sent.keys());
        assertThat(stored.flag()).isEqualTo(sent.flag());
        assertThat(stored.properties()).containsAllEntriesOf(sent.properties());
    }

    private static void assertTrue(SendReceipt receipt, StoredMessage stored) {
        assertThat(receipt.offsetMessageId()).isEqualTo(stored.offsetMessageId());
        assertThat(receipt.queueId()).isEqualTo(stored.queueId());
        assertThat(receipt.queueOffset()).isEqualTo(stored.queueOffset());
    }

    /** Messages that take their turn alone never have two neighbours in a queue of four that were sent one after the other. */
    private static void assertSomeTravelledTogether(Map<String, SendReceipt> receipts) {
        List<SendReceipt> inOrder = receipts.values().stream()
                .sorted((one, other) -> one.messageId().compareTo(other.messageId()))
                .toList();
        long neighbours = IntStream.range(1, inOrder.size())
                .filter(i -> inOrder.get(i).queueId() == inOrder.get(i - 1).queueId()
                        && inOrder.get(i).queueOffset() == inOrder.get(i - 1).queueOffset() + 1)
                .count();
        assertThat(neighbours).isPositive();
    }

    private String topic(String purpose, int queues) {
        String topic = "auto-batch-" + purpose;
        server.createTopic(topic, queues);
        return topic;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
