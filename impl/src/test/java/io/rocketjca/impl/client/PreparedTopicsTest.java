package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.AddressingConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.producer.MessageProducer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics that are ready before the first send, over real sockets. */
@Timeout(60)
class PreparedTopicsTest {

    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer nameServer =
            FakeNameServer.start().route("t", "b", broker.address(), 2).route("other", "b", broker.address(), 1);
    private final ClientRuntime runtime = ClientRuntime.start(RuntimeConfig.defaults(), Runnable::run);

    @AfterEach
    void close() {
        runtime.stop();
        nameServer.close();
        broker.close();
    }

    @Test
    @Row({"LIF-08", "CFG-30"})
    @Defect("K05")
    void theFirstSendOpensNoConnectionAndAsksNoNameServer() {
        MessageProducer producer = runtime.lease(ClientFixture.identity(nameServer.address()))
                .producer(ProducerConfigs.of("g")
                        .with(new AddressingConfig("", false, false, List.of("t", "other")))
                        .build());
        broker.awaitConnections(1);
        broker.awaitRequests(34, 1);

        for (String topic : List.of("t", "other")) {
            producer.send(Message.of(topic, new byte[] {1}), SendOptions.defaults());
            assertThat(nameServer.asked(topic)).isEqualTo(1);
        }

        assertThat(broker.acceptedConnections()).isEqualTo(1);
        assertThat(nameServer.peer().acceptedConnections()).isEqualTo(1);
    }

    @Test
    void withoutThemTheFirstSendHasToAsk() {
        MessageProducer producer =
                runtime.lease(ClientFixture.identity(nameServer.address())).producer(ProducerConfig.defaults("g"));
        assertThat(nameServer.peer().acceptedConnections()).isZero();

        producer.send(Message.of("t", new byte[] {1}), SendOptions.defaults());
        assertThat(nameServer.asked("t")).isEqualTo(1);
    }
}
