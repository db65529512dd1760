package io.rocketjca.itests.payara6;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.server.OrdersSample;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A full server, set up by the very commands that the page for administrators tells, and the sample application on it. */
@RocketMQServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayaraServerIT {

    private final RocketMQ server;
    private PayaraDomain domain;
    private String setUp;

    PayaraServerIT(RocketMQ server) {
        this.server = server;
    }

    @BeforeAll
    void setUpAsDocumented() throws IOException, InterruptedException {
        server.createTopic(OrdersSample.TOPIC, 4);
        domain = PayaraDomain.start();
        setUp = domain.setUp(server.nameServers());
    }

    @AfterAll
    void removeAsDocumented() throws IOException, InterruptedException {
        if (domain != null) {
            try {
                domain.remove();
            } finally {
                domain.stopAndDelete();
            }
        }
    }

    @Test
    void thePoolAnswersThePing() {
        assertThat(setUp).contains("Command ping-connection-pool executed successfully.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "sendOneWay"})
    void anInjectedSenderSendsInEveryMode(String mode) throws Exception {
        new OrdersSample(domain.url(), server).sends("payara6", mode);
    }
}
