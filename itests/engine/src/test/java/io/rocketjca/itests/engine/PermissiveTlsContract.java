package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendException;
import io.rocketjca.itests.fixture.RocketMQ;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server as it comes: it accepts plain and encrypted connections, these with a certificate that it made for itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PermissiveTlsContract {

    private static final String TOPIC = "permissive";

    private final RocketMQ server;
    private final StandaloneAdapter adapter;

    PermissiveTlsContract(RocketMQ server) {
        this.server = server;
        this.adapter = StandaloneAdapter.of(server);
        server.createTopic(TOPIC, 1);
    }

    @AfterAll
    void stop() {
        adapter.close();
    }

    @Test
    void plainAndEncryptedConnectionsOfOneAdapterReachIt() throws Exception {
        RocketMQConnection plain = adapter.connect();
        RocketMQConnection encrypted = adapter.connect(factory -> {
            factory.setTlsEnabled(true);
            factory.setTlsVerifyCertificate(false);
        });
        long before = server.stored(TOPIC);

        plain.send(Message.to(TOPIC).text("plain").build());
        encrypted.send(Message.to(TOPIC).text("encrypted").build());
        plain.send(Message.to(TOPIC).text("plain again").build());

        assertThat(server.stored(TOPIC)).isEqualTo(before + 3);
    }

    @Test
    void itsOwnCertificateIsNotTrusted() {
        RocketMQConnection connection = adapter.connect(factory -> factory.setTlsEnabled(true));

        assertThat(catchThrowableOfType(SendException.class, () -> connection.send(Message.of(TOPIC, new byte[1]))))
                .hasMessageContaining("is not trusted");
    }
}
