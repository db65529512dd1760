package io.rocketjca.itests.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.MessageOptions;
import io.rocketjca.NotSentException;
import io.rocketjca.RecallFailedException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RocketMQServer(RocketMQVersion.OLD)
class SendToOldBrokerIT extends SendContract {

    private static final int REQUEST_CODE_NOT_SUPPORTED = 3;

    SendToOldBrokerIT(RocketMQ server) {
        super(server);
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    @Row("MSG-08")
    void aTimedMessageIsNotSentAsThisBrokerWouldDeliverItAtOnce(SendMode mode) {
        String topic = topic("timed", mode, 1);
        MessageOptions later = MessageOptions.defaults().withDeliverAfter(Duration.ofHours(1));

        Throwable failure = catchThrowable(() -> mode.send(connection, message(topic, later)));

        assertThat(failure instanceof ExecutionException ? failure.getCause() : failure)
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("older than RocketMQ 5.0");
        assertThat(server.stored(topic)).isZero();
    }

    @Test
    void aMessageWithALiteTopicIsNotSentAsThisBrokerWouldIgnoreThat() {
        String topic = topic("lite", SendMode.SYNC, 1);

        assertThatThrownBy(() ->
                        connection.send(message(topic, MessageOptions.defaults().withLiteTopic("session-1"))))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("older than RocketMQ 5.5");
        assertThat(server.stored(topic)).isZero();
    }

    @Test
    void aRecallIsRefusedByABrokerThatDoesNotKnowIt() {
        String topic = topic("recall", SendMode.SYNC, 1);
        String handle = Base64.getUrlEncoder()
                .encodeToString(
                        ("v1 " + topic + " " + RocketMQ.BROKER + " 1900000000001 7F0000010BCD").getBytes(US_ASCII));

        assertThatThrownBy(() -> connection.recall(topic, handle))
                .isInstanceOfSatisfying(RecallFailedException.class, e -> assertThat(e.responseCode())
                        .isEqualTo(REQUEST_CODE_NOT_SUPPORTED));
    }
}
