package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendException;
import io.rocketjca.SendReceipt;
import io.rocketjca.SendStatus;
import io.rocketjca.UncertainException;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A master that waits for its slave: what receipts say without it and with it, and that nothing is written to the slave. */
abstract class MasterAndSlaveContract {

    private static final String TOPIC = "replicated";

    private final RocketMQVersion version;
    private final SendStatus withoutSlave;

    MasterAndSlaveContract(RocketMQVersion version, SendStatus withoutSlave) {
        this.version = version;
        this.withoutSlave = withoutSlave;
    }

    /** What a slave must be told about its master. */
    abstract Map<String, String> slave(int masterHaPort);

    @Test
    void receiptsTellWhetherTheSlaveHasTheMessageAndOnlyTheMasterIsWrittenTo() throws Exception {
        try (RocketMQCluster cluster = RocketMQCluster.start(version)) {
            cluster.broker(
                    "master",
                    "broker-a",
                    Map.of(
                            "brokerRole", "SYNC_MASTER",
                            "inSyncReplicas", "2",
                            "totalReplicas", "2",
                            "slaveTimeout", "1500"));
            cluster.createTopic(TOPIC, 2);
            try (StandaloneAdapter adapter = new StandaloneAdapter(
                            cluster.nameServers(), settings -> settings.setRoutePollIntervalMillis(1_000));
                    RocketMQConnection connection = adapter.connect()) {
                assertThat(send(connection).status()).isEqualTo(withoutSlave);

                cluster.broker("slave", "broker-a", slave(cluster.port("master") + 1));
                RocketMQ.patiently().until(() -> send(connection).status() == SendStatus.SEND_OK);

                cluster.kill("master");
                RocketMQ.patiently().until(() -> fails(connection));
                assertThatThrownBy(() -> send(connection))
                        .isInstanceOf(SendException.class)
                        .isNotInstanceOf(UncertainException.class)
                        .satisfies(failure -> assertThat(((SendException) failure).attempts())
                                .noneMatch(attempt ->
                                        String.valueOf(attempt.brokerAddress()).endsWith(":" + cluster.port("slave"))));

                cluster.startAgain("master");
                RocketMQ.patiently().until(() -> !fails(connection));
            }
        }
    }

    private static boolean fails(RocketMQConnection connection) {
        try {
            send(connection);
            return false;
        } catch (SendException expected) {
            return true;
        }
    }

    private static SendReceipt send(RocketMQConnection connection) {
        return connection.send(Message.to(TOPIC).text("x").build());
    }
}
