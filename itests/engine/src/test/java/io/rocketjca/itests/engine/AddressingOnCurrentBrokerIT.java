package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.MessageOptions;
import io.rocketjca.RecallFailedException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendReceipt;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** And what only a current broker can do, and only if it is configured for it. */
@RocketMQServer(
        value = RocketMQVersion.CURRENT,
        exclusive = true,
        config = {
            AddressingContract.AUTO_CREATE,
            "recallMessageEnable=true",
            "enableLmq=true",
            "enableMultiDispatch=true"
        })
class AddressingOnCurrentBrokerIT extends AddressingContract {

    private static final int ILLEGAL_OPERATION = 604;

    AddressingOnCurrentBrokerIT(RocketMQ server) {
        super(server);
    }

    @Test
    void aRecalledMessageNeverArrivesAndItsNeighbourDoes() throws Exception {
        server.createTopic("recalled", 1);
        try (RocketMQConnection connection = adapter.connect()) {
            Instant due = Instant.now().plusSeconds(6);
            SendReceipt gone = connection.send(timed("gone", due));
            SendReceipt stays = connection.send(timed("stays", due));

            String recalled = connection.recall("recalled", gone.recallHandle());

            assertThat(recalled).isEqualTo(gone.messageId());
            // later than both, so that what has not arrived with it never will
            connection.send(timed("last", due.plusSeconds(2)));
            assertThat(server.awaitMessages("recalled", 2))
                    .extracting(StoredMessage::text)
                    .containsExactly("stays", "last");
            assertThat(catchThrowableOfType(
                                    RecallFailedException.class,
                                    () -> connection.recall("recalled", stays.recallHandle()))
                            .responseCode())
                    .as("recall after the delivery")
                    .isEqualTo(ILLEGAL_OPERATION);
        }
    }

    private static Message timed(String text, Instant due) {
        return Message.to("recalled")
                .text(text)
                .options(MessageOptions.defaults().withDeliverAt(due))
                .build();
    }

    @Test
    void everyLiteTopicHasAQueueOfItsOwnWithinItsTopic() throws Exception {
        server.createLiteTopic("sessions", 2);
        try (RocketMQConnection connection = adapter.connect()) {
            SendReceipt one = connection.send(lite("session-1"));
            SendReceipt two = connection.send(lite("session-2"));
            SendReceipt next = connection.send(lite("session-1"));

            assertThat(server.awaitMessages("sessions", 3)).hasSize(3);
            assertThat(server.readLite("sessions", "session-1"))
                    .extracting(StoredMessage::messageId)
                    .containsExactly(one.messageId(), next.messageId());
            assertThat(server.readLite("sessions", "session-2"))
                    .extracting(StoredMessage::messageId)
                    .containsExactly(two.messageId());
        }
    }

    private static Message lite(String name) {
        MessageOptions options = MessageOptions.defaults().withLiteTopic(name).withTimeout(Duration.ofSeconds(10));
        return Message.to("sessions").text(name).options(options).build();
    }
}
