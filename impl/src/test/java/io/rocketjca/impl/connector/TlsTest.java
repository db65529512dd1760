package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.SendException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakePki;
import io.rocketjca.impl.fake.FakeSockets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections of an adapter with its real engine, to servers of another maker: the JVM's own sockets. */
@Timeout(60)
class TlsTest {

    private static final String LOOPBACK = "ip:127.0.0.1,dns:localhost";

    @TempDir
    static Path shared;

    private static FakePki pki;
    private static FakePki stranger;

    @TempDir
    Path own;

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final List<AutoCloseable> servers = new ArrayList<>();

    @BeforeAll
    static void issueCertificates() throws Exception {
        pki = FakePki.in(Files.createDirectory(shared.resolve("pki")))
                .issue("server", LOOPBACK)
                .issue("named", "dns:mq.example.test")
                .issue("client", "")
                .issueExpired("expired", LOOPBACK);
        stranger = FakePki.in(Files.createDirectory(shared.resolve("stranger"))).issue("client", "");
    }

    @BeforeEach
    void start() throws Exception {
        adapter.setAdapterName("tls-test");
        adapter.setConnectTimeoutMillis(20_000);
        adapter.setRequestTimeoutMillis(20_000);
        adapter.start(null);
    }

    @AfterEach
    void stop() throws Exception {
        adapter.stop();
        for (AutoCloseable server : servers) {
            server.close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("tls-test"));
    }

    /** A name server and a broker with the same kind of sockets. */
    private final class Cluster {

        private final FakeNameServer nameServer;
        private final FakeBroker broker;

        private Cluster(FakeSockets sockets) {
            nameServer = FakeNameServer.start(sockets);
            broker = FakeBroker.start(sockets);
            servers.add(nameServer);
            servers.add(broker);
            nameServer.route("t", "broker-a", broker.address(), 4);
        }

        private RocketMQConnection connect(Consumer<RocketMQManagedConnectionFactory> settings) throws Exception {
            return TlsTest.this.connect(nameServer.address(), settings);
        }

        private void send(Consumer<RocketMQManagedConnectionFactory> settings) throws Exception {
            connect(settings).send(message());
        }

        private SendException failure(Consumer<RocketMQManagedConnectionFactory> settings) throws Exception {
            RocketMQConnection connection = connect(settings);
            return catchThrowableOfType(SendException.class, () -> connection.send(message()));
        }
    }

    private RocketMQConnection connect(String nameServer, Consumer<RocketMQManagedConnectionFactory> settings)
            throws Exception {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setNameServers(nameServer);
        factory.setTlsEnabled(true);
        factory.setSendTimeoutMillis(20_000);
        settings.accept(factory);
        factory.setResourceAdapter(adapter);
        return (RocketMQConnection) factory.createManagedConnection(null, null).getConnection(null, null);
    }

    private static Cluster cluster(TlsTest test, String certificate) {
        return test.new Cluster(FakeSockets.tls(pki.serverContext(certificate)));
    }

    private static void trust(RocketMQManagedConnectionFactory factory) {
        factory.setTlsTrustStore(pki.trustStore().toString());
        factory.setTlsTrustStorePassword(FakePki.PASSWORD);
    }

    private static Message message() {
        return Message.to("t").text("hello").build();
    }

    @Test
    @Row("CFG-27")
    void aTrustedServerIsSentToWhateverTheFormOfTheTrustStore() throws Exception {
        Cluster cluster = cluster(this, "server");

        cluster.send(TlsTest::trust);
        cluster.send(factory -> factory.setTlsTrustStore(pki.trustPem().toString()));

        assertThat(cluster.broker.stored()).hasSize(2);
    }

    @Test
    void bodiesOfAllSizesArriveUnchangedInEveryMode() throws Exception {
        Cluster cluster = cluster(this, "server");
        RocketMQConnection connection = cluster.connect(factory -> {
            trust(factory);
            factory.setCompressAboveBytes(0);
        });
        Random random = new Random(7);
        List<byte[]> bodies = new ArrayList<>();
        for (int size : new int[] {1, 16_000, 17_000, 140_000, 3_000_000}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            bodies.add(body);
            connection.send(Message.of("t", body));
            connection.sendOneWay(Message.of("t", body));
        }
        cluster.broker.awaitRequests(310, 10);

        for (int i = 0; i < bodies.size(); i++) {
            assertThat(cluster.broker.requests(310).get(2 * i).body()).isEqualTo(bodies.get(i));
            assertThat(cluster.broker.requests(310).get(2 * i + 1).body()).isEqualTo(bodies.get(i));
        }
    }

    @Test
    @Row("CFG-27")
    @Defect("K36")
    void anUnknownAuthorityIsRefusedWithTheNameOfTheProperty() throws Exception {
        Cluster cluster = cluster(this, "server");

        assertThat(cluster.failure(factory -> {}))
                .hasMessageContainingAll(cluster.nameServer.address(), "is not trusted", "set tlsTrustStore")
                .hasMessageNotContaining("firewall");
        Path wrong = stranger.trustStore();
        assertThat(cluster.failure(factory -> {
                    factory.setTlsTrustStore(wrong.toString());
                    factory.setTlsTrustStorePassword(FakePki.PASSWORD);
                }))
                .hasMessageContainingAll("is not trusted", "into tlsTrustStore " + wrong);
        assertThat(cluster.broker.stored()).isEmpty();
    }

    @Test
    @Row("CFG-27")
    @Defect("K36")
    void aCertificateOfAnotherHostIsRefusedUnlessThatNameIsExpected() throws Exception {
        Cluster cluster = cluster(this, "named");

        assertThat(cluster.failure(TlsTest::trust))
                .hasMessageContainingAll("does not name the host 127.0.0.1", "tlsServerName");
        assertThat(cluster.broker.stored()).isEmpty();

        cluster.send(factory -> {
            trust(factory);
            factory.setTlsServerName("mq.example.test");
        });
        cluster.send(factory -> {
            trust(factory);
            factory.setTlsVerifyHostName(false);
        });
        assertThat(cluster.broker.stored()).hasSize(2);
    }

    @Test
    @Row("CFG-27")
    void withoutVerificationAnyCertificateWillDo() throws Exception {
        Cluster cluster = cluster(this, "expired");

        cluster.send(factory -> factory.setTlsVerifyCertificate(false));

        assertThat(cluster.broker.stored()).hasSize(1);
    }

    @Test
    void anExpiredCertificateIsToldAsSuch() throws Exception {
        assertThat(cluster(this, "expired").failure(TlsTest::trust)).hasMessageContaining("certificate has expired");
    }

    @Test
    void theServerIsAskedForByName() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        FakeSockets sockets = FakeSockets.tls(pki.serverContext("server")).notingNames(names);
        Cluster cluster = new Cluster(sockets);

        connect("localhost:" + cluster.nameServer.peer().port(), TlsTest::trust).send(message());

        // the broker's address is a number, which is no name to ask for
        assertThat(names).containsExactly("localhost");
    }

    @Test
    void aClientShowsItsCertificateToServersThatDemandOne() throws Exception {
        Cluster cluster =
                new Cluster(FakeSockets.tls(pki.serverContext("server")).demandingClientCertificates());

        cluster.send(factory -> {
            trust(factory);
            factory.setTlsKeyStore(pki.keyStore("client").toString());
            factory.setTlsKeyStorePassword(FakePki.PASSWORD);
        });
        cluster.send(factory -> {
            trust(factory);
            factory.setTlsKeyStore(pki.keyAndCertificatePem("client").toString());
        });

        assertThat(cluster.broker.stored()).hasSize(2);
    }

    @Test
    void aClientWithoutOrWithAForeignCertificateLearnsThatItNeedsOne() throws Exception {
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            Cluster cluster = new Cluster(FakeSockets.tls(pki.serverContext("server"))
                    .protocols(protocol)
                    .demandingClientCertificates());
            assertThat(cluster.failure(TlsTest::trust)).as(protocol).hasMessageContaining("tlsKeyStore");
            assertThat(cluster.failure(factory -> {
                        trust(factory);
                        factory.setTlsKeyStore(stranger.keyStore("client").toString());
                        factory.setTlsKeyStorePassword(FakePki.PASSWORD);
                    }))
                    .as(protocol)
                    .hasMessageContaining("tlsKeyStore");
            assertThat(cluster.broker.stored()).isEmpty();
        }
    }

    @Test
    void theVersionsOfTlsCanBeLimited() throws Exception {
        Cluster cluster =
                new Cluster(FakeSockets.tls(pki.serverContext("server")).protocols("TLSv1.2"));

        cluster.send(TlsTest::trust);
        assertThat(cluster.failure(factory -> {
                    trust(factory);
                    factory.setTlsProtocols("TLSv1.3");
                }))
                .hasMessageContaining("tlsProtocols");
        assertThat(cluster.broker.stored()).hasSize(1);
    }

    @Test
    @Row("CFG-27")
    @Defect("K13")
    void plainAndEncryptedClustersLiveInOneAdapter() throws Exception {
        Cluster encrypted = cluster(this, "server");
        Cluster plain = new Cluster(FakeSockets.plain());

        plain.send(factory -> factory.setTlsEnabled(false));
        encrypted.send(TlsTest::trust);
        plain.send(factory -> factory.setTlsEnabled(false));

        assertThat(encrypted.broker.stored()).hasSize(1);
        assertThat(plain.broker.stored()).hasSize(2);
    }

    @Test
    void whenOnlyOneSideSpeaksTlsTheOtherIsToldWhatToSwitchOn() throws Exception {
        assertThat(cluster(this, "server").failure(factory -> factory.setTlsEnabled(false)))
                .hasMessageContaining("tlsEnabled");
        assertThat(new Cluster(FakeSockets.plain()).failure(TlsTest::trust))
                .hasMessageContainingAll("no TLS connection to", "tls.server.mode");
    }

    @Test
    void aServerThatStaysSilentIsGivenUpAfterTheConnectTimeout() throws Exception {
        adapter.stop();
        adapter.setConnectTimeoutMillis(300);
        adapter.start(null);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RocketMQConnection connection = connect("127.0.0.1:" + silent.getLocalPort(), TlsTest::trust);
            long before = System.nanoTime();

            SendException failure = catchThrowableOfType(SendException.class, () -> connection.send(message()));

            assertThat(failure).hasMessageContaining("did not agree on TLS within the connect timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        Cluster cluster = cluster(this, "server");
        Path nowhere = own.resolve("nowhere.p12");

        assertThat(cluster.failure(factory -> factory.setTlsTrustStore(nowhere.toString())))
                .hasMessageContaining("tlsTrustStore " + nowhere + " cannot be used: there is no such file");
        assertThat(cluster.failure(factory -> {
                    trust(factory);
                    factory.setTlsTrustStorePassword("wrong");
                }))
                .hasMessageContainingAll("tlsTrustStore", "password");
        assertThat(cluster.failure(factory -> {
                    trust(factory);
                    factory.setTlsKeyStore(pki.trustStore().toString());
                    factory.setTlsKeyStorePassword(FakePki.PASSWORD);
                }))
                .hasMessageContainingAll("tlsKeyStore", "holds no private key");
        assertThat(cluster.failure(factory -> {
                    trust(factory);
                    factory.setTlsKeyStore(pki.trustPem().toString());
                }))
                .hasMessageContainingAll("tlsKeyStore", "ca-cert.pem cannot be used");
    }

    @Test
    void changedStoresAreUsedByNewConnectionsAndBrokenOnesAreNot() throws Exception {
        Cluster cluster = cluster(this, "server");
        Path store = own.resolve("trust.pem");
        Files.copy(stranger.trustPem(), store);
        RocketMQConnection connection = cluster.connect(factory -> factory.setTlsTrustStore(store.toString()));
        assertThat(catchThrowableOfType(SendException.class, () -> connection.send(message())))
                .hasMessageContaining("is not trusted");

        Files.copy(pki.trustPem(), own.resolve("next.pem"));
        Files.move(own.resolve("next.pem"), store, StandardCopyOption.REPLACE_EXISTING);
        connection.send(message());

        Files.writeString(store, "-----BEGIN CERTIFICATE-----\nhalf written");
        cluster.broker.dropConnections();
        cluster.nameServer.peer().dropConnections();
        cluster.broker.awaitConnections(0);
        connection.send(message());
        assertThat(cluster.broker.stored()).hasSize(2);
        assertThat(cluster.broker.acceptedConnections()).isEqualTo(2);
    }
}
