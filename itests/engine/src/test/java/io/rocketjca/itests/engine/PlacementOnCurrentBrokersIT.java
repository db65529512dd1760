package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementOnCurrentBrokersIT extends PlacementContract {

    private static final String STATIC = "static";
    private static final int LOGICAL_QUEUES = 4;

    PlacementOnCurrentBrokersIT() {
        super(RocketMQVersion.CURRENT);
    }

    @Test
    @Row("RTE-18")
    void theLogicalQueuesOfAStaticTopicStayWhenTheyMoveToAnotherBroker() throws Exception {
        try (StandaloneAdapter adapter = new StandaloneAdapter(cluster.nameServers());
                RocketMQConnection connection = adapter.connect();
                OfficialClient official = cluster.client()) {
            official.createStaticTopic(STATIC, LOGICAL_QUEUES, Set.of("broker-a", "broker-b"));
            Map<String, SendReceipt> receipts = new HashMap<>();
            List<SendReceipt> before = RocketMQ.patiently()
                    .ignoreExceptions()
                    .until(() -> sendToEachQueue(connection, receipts), sent -> true);
            assertThat(brokers(before)).containsExactlyInAnyOrder("broker-a", "broker-b");

            official.moveStaticTopic(STATIC, Set.of("broker-b"));
            // the route that the client still has names a broker that refuses its queues now, and so asks for another
            // attempt
            List<SendReceipt> meanwhile = sendToEachQueue(connection, receipts);
            List<SendReceipt> after = sendToEachQueue(connection, receipts);

            assertThat(meanwhile).anyMatch(receipt -> receipt.attempts() > 1);
            assertThat(brokers(meanwhile)).containsExactly("broker-b");
            assertThat(brokers(after)).containsExactly("broker-b");
            assertThat(queues(before)).isEqualTo(queues(after)).containsExactly(0, 1, 2, 3);
            assertThat(cluster.read(STATIC)).hasSameSizeAs(receipts.keySet()).allSatisfy(message -> {
                SendReceipt receipt = receipts.get(message.messageId());
                assertThat(message.queueId()).isEqualTo(receipt.queueId());
                assertThat(message.queueOffset()).isEqualTo(receipt.queueOffset());
            });
        }
    }

    private static List<SendReceipt> sendToEachQueue(RocketMQConnection connection, Map<String, SendReceipt> receipts) {
        List<SendReceipt> sent = IntStream.range(0, LOGICAL_QUEUES)
                .mapToObj(i ->
                        connection.send(Message.to(STATIC).text("message " + i).build()))
                .toList();
        sent.forEach(receipt -> receipts.put(receipt.messageId(), receipt));
        return sent;
    }

    private static Set<String> brokers(Collection<SendReceipt> receipts) {
        return receipts.stream().map(SendReceipt::brokerName).collect(Collectors.toSet());
    }

    private static List<Integer> queues(Collection<SendReceipt> receipts) {
        return receipts.stream().map(SendReceipt::queueId).sorted().toList();
    }
}
