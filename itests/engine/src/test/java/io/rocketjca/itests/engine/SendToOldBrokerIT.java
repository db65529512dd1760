package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rocketjca.MessageOptions;
import io.rocketjca.NotSentException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RocketMQServer(RocketMQVersion.OLD)
class SendToOldBrokerIT extends SendContract {

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
}
