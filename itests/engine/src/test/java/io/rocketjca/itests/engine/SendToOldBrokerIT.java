package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.MessageOptions;
import io.rocketjca.NotSentException;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.time.Duration;
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

        assertThatThrownBy(() -> mode.send(connection, message(topic, later)))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("older than RocketMQ 5.0");
        assertThat(server.stored(topic)).isZero();
    }
}
