package io.rocketjca.itests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendException;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.fake.FakePki;
import io.rocketjca.itests.fixture.JvmSettings;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Name server and broker that accept encrypted connections only, and demand a certificate of every client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TlsContract {

    private static final String TOPIC = "encrypted";

    private final RocketMQVersion version;
    private FakePki pki;
    private RocketMQ server;
    private StandaloneAdapter adapter;

    TlsContract(RocketMQVersion version) {
        this.version = version;
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        pki = FakePki.in(directory)
                .issue("server", "ip:127.0.0.1,dns:localhost")
                .issue("client", "")
                .issue("broker", "ip:127.0.0.1");
        Path settings = settings(directory.resolve("tls.properties"));
        List<String> options = List.of(
                "-Dtls.server.mode=enforcing",
                "-Dtls.enable=true",
                "-Dtls.test.mode.enable=false",
                "-Dtls.config.file=" + settings);
        server = RocketMQ.start(version, Map.of("useTLS", "true"), JvmSettings.SMALL.with(options))
                .observedWith(OfficialClient.Access.withOptions(options));
        adapter = StandaloneAdapter.of(server);
        server.createTopic(TOPIC, 1);
    }

    private Path settings(Path file) {
        String text = """
                tls.test.mode.enable=false
                tls.server.need.client.auth=require
                tls.server.keyPath=%1$s
                tls.server.certPath=%2$s
                tls.server.authClient=true
                tls.server.trustCertPath=%3$s
                tls.client.keyPath=%4$s
                tls.client.certPath=%5$s
                tls.client.authServer=true
                tls.client.trustCertPath=%3$s
                """.formatted(
                        pki.keyPem("server"),
                        pki.certificatePem("server"),
                        pki.trustPem(),
                        pki.keyPem("broker"),
                        pki.certificatePem("broker"));
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        adapter.close();
        server.close();
    }

    private void trusting(RocketMQManagedConnectionFactory factory) {
        factory.setTlsEnabled(true);
        factory.setTlsTrustStore(pki.trustStore().toString());
        factory.setTlsTrustStorePassword(FakePki.PASSWORD);
        factory.setSendTimeoutMillis(10_000);
        factory.setCompressAboveBytes(0);
    }

    private void mutual(RocketMQManagedConnectionFactory factory) {
        trusting(factory);
        factory.setTlsKeyStore(pki.keyStore("client").toString());
        factory.setTlsKeyStorePassword(FakePki.PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    void aClientWithACertificateSendsBodiesOfAllSizes(SendMode mode) throws Exception {
        RocketMQConnection connection = adapter.connect(this::mutual);
        Random random = new Random(11);
        for (int size : new int[] {1, 20_000, 200_000, 3_000_000}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            long before = server.stored(TOPIC);

            mode.send(connection, Message.of(TOPIC, body));

            assertThat(server.awaitMessages(TOPIC, (int) before + 1)
                            .get((int) before)
                            .body())
                    .isEqualTo(body);
        }
    }

    @Test
    void aClientWithPemFilesSends() {
        RocketMQConnection connection = adapter.connect(factory -> {
            factory.setTlsEnabled(true);
            factory.setTlsTrustStore(pki.trustPem().toString());
            factory.setTlsKeyStore(pki.keyAndCertificatePem("client").toString());
        });

        assertThat(connection.send(Message.of(TOPIC, new byte[1])).attempts()).isEqualTo(1);
    }

    @Test
    void aClientWithoutACertificateIsToldToShowOne() {
        assertThat(failure(this::trusting)).hasMessageContaining("tlsKeyStore");
    }

    @Test
    void aClientThatDoesNotKnowTheAuthorityRefusesTheServer() {
        assertThat(failure(factory -> factory.setTlsEnabled(true)))
                .hasMessageContainingAll("is not trusted", "set tlsTrustStore");
    }

    @Test
    void aPlainClientIsToldToSwitchTlsOn() {
        assertThat(failure(factory -> {})).hasMessageContaining("tlsEnabled");
    }

    private SendException failure(Consumer<RocketMQManagedConnectionFactory> settings) {
        RocketMQConnection connection = adapter.connect(settings);
        long before = server.stored(TOPIC);
        SendException failure =
                catchThrowableOfType(SendException.class, () -> connection.send(Message.of(TOPIC, new byte[1])));
        assertThat(server.stored(TOPIC)).isEqualTo(before);
        return failure;
    }
}
