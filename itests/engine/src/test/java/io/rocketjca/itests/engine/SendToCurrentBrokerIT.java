package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.MessageOptions;
import io.rocketjca.RecallFailedException;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@RocketMQServer(RocketMQVersion.CURRENT)
class SendToCurrentBrokerIT extends SendContract {

    private static final MessageOptions NONE = MessageOptions.defaults();

    SendToCurrentBrokerIT(RocketMQ server) {
        super(server);
    }

    @Test
    @Row("MSG-08")
    void timedMessagesArriveWhenTheirTimeHasCome() throws Exception {
        String topic = topic("timed", SendMode.SYNC, 1);
        Instant start = Instant.now();
        connection.send(message(topic, NONE.withDeliverAt(start.plusSeconds(3))));
        connection.send(message(topic, NONE.withDeliverAfter(Duration.ofSeconds(3))));

        for (StoredMessage stored : awaitMessages(topic, 2)) {
            // the broker counts whole seconds, rounded down
            assertThat(stored.storeTimestamp())
                    .isGreaterThan(start.plusSeconds(1).toEpochMilli());
        }
    }

    @Test
    void aReceiptOfATimedMessageTellsWithWhatToRecallIt() throws Exception {
        String topic = topic("recall", SendMode.SYNC, 1);
        SendReceipt receipt = connection.send(message(topic, NONE.withDeliverAfter(Duration.ofHours(1))));

        assertThat(receipt.recallHandle()).isNotBlank();
        assertThat(connection.send(message(topic, NONE)).recallHandle()).isNull();
        // this broker is not configured to recall
        assertThatThrownBy(() -> connection.recall(topic, receipt.recallHandle()))
                .isInstanceOfSatisfying(RecallFailedException.class, e -> assertThat(e.responseCode())
                        .isEqualTo(16))
                .hasMessageContaining("recallMessageEnable");
    }

    @Test
    void aPriorityChoosesTheQueue() throws Exception {
        String topic = topic("priority", SendMode.SYNC, 4);
        connection.send(message(topic, NONE.withPriority(2)));

        assertThat(awaitMessages(topic, 1).get(0).queueId()).isEqualTo(2);
    }
}
