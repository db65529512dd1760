package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.StoredMessage;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker that handles one message at a time, lets none queue, and waits a millisecond for its disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OverloadContract {

    static final String ONE_THREAD = "sendMessageThreadPoolNums=1";
    static final String NO_QUEUE = "sendThreadPoolQueueCapacity=1";
    static final String WAIT_FOR_THE_DISK = "flushDiskType=SYNC_FLUSH";
    static final String ONE_MILLISECOND = "syncFlushTimeout=1";

    private static final int MANY = 1_000;
    private static final int LARGE = 10;
    private static final int TWO_MEBIBYTES = 2 << 20;
    private static final int SYSTEM_BUSY = 2;
    private static final int PATIENT_MILLIS = 60_000;
    private static final long SEED = 20_261_122;

    private final RocketMQ server;
    private final StandaloneAdapter adapter;

    OverloadContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
    }

    @AfterAll
    void stopTheAdapter() {
        adapter.close();
    }

    /** What became of many sends at once. */
    private static final class Flood {
        private final Queue<SendReceipt> receipts = new ConcurrentLinkedQueue<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        private static Flood over(RocketMQConnection connection, String topic) throws Exception {
            Flood flood = new Flood();
            CompletableFuture<?>[] ends = IntStream.range(0, MANY)
                    .mapToObj(i -> connection
                            .sendAsync(Message.to(topic).text("message " + i).build())
                            .handle(flood::ended)
                            .toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(ends).get(2, TimeUnit.MINUTES);
            return flood;
        }

        private Void ended(SendReceipt receipt, Throwable failure) {
            if (failure == null) {
                receipts.add(receipt);
            } else {
                failures.add(failure);
            }
            return null;
        }

        private List<String> messageIds() {
            return receipts.stream().map(SendReceipt::messageId).toList();
        }
    }

    @Test
    void withoutRetriesAnOverloadIsARefusalAndWhatIsRefusedIsNotStored() throws Exception {
        server.createTopic("flooded", 4);
        try (RocketMQConnection connection = adapter.connect(factory -> {
            factory.setRetries(0);
            factory.setSendTimeoutMillis(PATIENT_MILLIS);
        })) {
            Flood flood = Flood.over(connection, "flooded");

            assertThat(flood.failures)
                    .as("refusals, of %d sends", MANY)
                    .isNotEmpty()
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    RefusedException.class, refused -> assertThat(refused.responseCode())
                                            .isEqualTo(SYSTEM_BUSY))
                            .hasMessageContaining("busy"));
            assertThat(flood.receipts).isNotEmpty();
            assertThat(server.read("flooded"))
                    .extracting(StoredMessage::messageId)
                    .containsExactlyInAnyOrderElementsOf(flood.messageIds());
        }
    }

    @Test
    @Row("RTY-08")
    void withRetriesEveryMessageOfAnOverloadIsStoredOnce() throws Exception {
        server.createTopic("repeated", 4);
        try (RocketMQConnection connection = adapter.connect(factory -> {
            factory.setRetries(100);
            factory.setSendTimeoutMillis(PATIENT_MILLIS);
        })) {
            Flood flood = Flood.over(connection, "repeated");

            assertThat(flood.failures).isEmpty();
            assertThat(flood.receipts).anyMatch(receipt -> receipt.attempts() > 1);
            assertThat(server.read("repeated"))
                    .extracting(StoredMessage::messageId)
                    .containsExactlyInAnyOrderElementsOf(flood.messageIds());
        }
    }

    @Test
    @Row("RTY-05")
    void aMessageThatDidNotReachTheDiskInTimeIsStoredAndItsReceiptSaysSo() throws Exception {
        server.createTopic("slow-disk", 1);
        try (RocketMQConnection connection = adapter.connect(factory -> factory.setSendTimeoutMillis(PATIENT_MILLIS))) {
            Random random = new Random(SEED);
            List<SendReceipt> receipts = IntStream.range(0, LARGE)
                    .mapToObj(i -> connection.send(Message.of("slow-disk", large(random))))
                    .toList();

            assertThat(receipts).extracting(SendReceipt::status).contains(SendStatus.FLUSH_DISK_TIMEOUT);
            assertThat(receipts).allMatch(receipt -> receipt.attempts() == 1);
            assertThat(server.read("slow-disk"))
                    .extracting(StoredMessage::messageId)
                    .containsExactlyElementsOf(
                            receipts.stream().map(SendReceipt::messageId).toList());
        }
    }

    private static byte[] large(Random random) {
        byte[] body = new byte[TWO_MEBIBYTES];
        random.nextBytes(body);
        return body;
    }
}
