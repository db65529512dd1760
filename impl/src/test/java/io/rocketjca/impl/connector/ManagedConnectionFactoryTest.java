package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.CompressType;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.TopicCreation;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class ManagedConnectionFactoryTest {

    private final ConnectorFixture fixture = ConnectorFixture.started();
    private final RocketMQManagedConnectionFactory factory = fixture.factory;

    @Test
    @Must({"B2", "B12", "G4", "I6"})
    void isTheOneConnectionDefinitionAndNamesItsTypes() {
        ConnectionDefinition definition =
                RocketMQManagedConnectionFactory.class.getAnnotation(ConnectionDefinition.class);

        assertThat(factory).isInstanceOf(ManagedConnectionFactory.class);
        assertThat(definition.connectionFactory()).isEqualTo(RocketMQConnectionFactory.class);
        assertThat(definition.connection()).isEqualTo(RocketMQConnection.class);
        assertThat(RocketMQConnectionFactory.class).isAssignableFrom(definition.connectionFactoryImpl());
        assertThat(RocketMQConnection.class).isAssignableFrom(definition.connectionImpl());
    }

    @Test
    @Must("A7")
    void isAssociatedWithItsAdapterExactlyOnce() throws Exception {
        assertThat(factory).isInstanceOf(ResourceAdapterAssociation.class);
        assertThatThrownBy(() -> factory.setResourceAdapter(fixture.adapter))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
        assertThat(factory.getResourceAdapter()).isSameAs(fixture.adapter);

        RocketMQManagedConnectionFactory fresh = new RocketMQManagedConnectionFactory();
        assertThatThrownBy(() -> fresh.setResourceAdapter(null)).isInstanceOf(InvalidPropertyException.class);
    }

    @Test
    @Must("A8")
    void itsNameServersWinOverThoseOfTheAdapter() throws Exception {
        factory.createManagedConnection(null, null);
        factory.setNameServers("mq1:9876; mq2:9876");
        factory.createManagedConnection(null, null);

        assertThat(fixture.engine.leases.get(0).identity.nameServers()).containsExactly("127.0.0.1:9876");
        assertThat(fixture.engine.leases.get(1).identity.nameServers()).containsExactly("mq1:9876", "mq2:9876");
    }

    @Test
    @Must({"B5", "B17"})
    void createsAConnectionFromItsConfigurationAlone() throws Exception {
        factory.setUserName("access");
        factory.setPassword("secret");
        factory.setProducerGroup("group");
        factory.setSendTimeoutMillis(1);
        factory.setRetries(0);
        factory.setMaxMessageBytes(3);
        factory.setCompressAboveBytes(0);
        factory.setCompressLevel(9);
        factory.setAutoCreateTopic(true);
        factory.setAutoCreateTopicQueues(7);

        ManagedConnection connection = factory.createManagedConnection(new Subject(), null);

        RecordingEngine.Lease lease = fixture.engine.leases.get(0);
        assertThat(lease.identity.credentials()).isEqualTo(new Credentials("access", "secret"));
        assertThat(lease.producerConfig)
                .isEqualTo(ProducerConfigs.of("group")
                        .attempts(Duration.ofMillis(1), 0)
                        .with(new BodyConfig(3, 0, CompressType.ZLIB, 9))
                        .with(new TopicCreation(true, 7))
                        .build());
        assertThat(connection.getConnection(null, null)).isInstanceOf(RocketMQConnection.class);
    }

    @Test
    @Row("CFG-29")
    void messagesAreTracedIfAskedForToRocketMQsTopicOrAnother() throws Exception {
        factory.setEnableMsgTrace(true);
        fixture.connection();
        factory.setCustomizedTraceTopic("traces");
        fixture.connection();

        assertThat(fixture.engine.leases.get(0).producerConfig.traceTopic()).isEqualTo("RMQ_SYS_TRACE_TOPIC");
        assertThat(fixture.engine.leases.get(1).producerConfig.traceTopic()).isEqualTo("traces");
    }

    @Test
    @Row("CFG-02")
    void hasTheDefaultsOfRocketMQ() throws Exception {
        fixture.connection();

        assertThat(fixture.engine.leases.get(0).producerConfig).isEqualTo(ProducerConfig.defaults("rocketjca"));
    }

    @Test
    @Must({"L1", "L3"})
    void namesEverythingThatIsWrongWithItsConfiguration() {
        fixture.adapter.setNameServers(" ");
        factory.setPassword("topSecret");
        factory.setProducerGroup("DEFAULT_PRODUCER");
        factory.setSendTimeoutMillis(0);
        factory.setRetries(-1);
        factory.setMaxMessageBytes(0);
        factory.setCompressAboveBytes(-1);
        factory.setCompressLevel(10);
        factory.setAutoCreateTopic(null);
        factory.setAutoCreateTopicQueues(0);

        assertThatThrownBy(fixture::connection)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContainingAll(
                        "nameServers is set neither",
                        "for example mq1:9876",
                        "password is set, but userName is not",
                        "producerGroup is 'DEFAULT_PRODUCER'",
                        "sendTimeoutMillis is 0",
                        "retries is -1",
                        "maxMessageBytes is 0",
                        "compressAboveBytes is -1",
                        "compressLevel is 10",
                        "autoCreateTopic has no value",
                        "autoCreateTopicQueues is 0")
                .hasMessageNotContaining("topSecret");
        assertThat(fixture.engine.leases).isEmpty();
    }

    @Test
    @Must({"A10", "L1"})
    void createsNoConnectionWithoutARunningAdapter() {
        RocketMQManagedConnectionFactory alone = new RocketMQManagedConnectionFactory();
        assertThatThrownBy(() -> alone.createManagedConnection(null, null))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class)
                .hasMessageContaining("setResourceAdapter");

        fixture.adapter.stop();
        assertThatThrownBy(fixture::connection).isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
    }

    @Test
    void makesConnectionFactoriesBeforeTheAdapterIsStarted() throws Exception {
        RecordingEngine engine = new RecordingEngine();
        RocketMQResourceAdapter adapter = new RocketMQResourceAdapter(engine);
        adapter.setNameServers("mq1:9876");
        RocketMQManagedConnectionFactory early = new RocketMQManagedConnectionFactory();
        early.setResourceAdapter(adapter);
        RocketMQConnectionFactory connectionFactory = early.createConnectionFactory();

        adapter.start(null);

        try (RocketMQConnection connection = connectionFactory.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    @Must({"B14", "B15"})
    void matchesOnlyConnectionsOfItsOwnSignedOnAlikeAndAlive() throws Exception {
        RocketMQManagedConnection anonymous = fixture.connection();
        Subject user = ConnectorFixture.subject(factory, "user", "secret");
        ManagedConnection signedOn = factory.createManagedConnection(user, null);
        ConnectorFixture.Events events = new ConnectorFixture.Events();
        anonymous.addConnectionEventListener(events);

        assertThat(factory.matchManagedConnections(Set.of(anonymous, signedOn), user, null))
                .isSameAs(signedOn);
        assertThat(factory.matchManagedConnections(Set.of(anonymous, signedOn), null, null))
                .isSameAs(anonymous);
        assertThat(factory.matchManagedConnections(Set.of(signedOn), null, null))
                .isNull();
        assertThat(factory.matchManagedConnections(Set.of(), null, null)).isNull();
        assertThat(events.all).isEmpty();

        anonymous.destroy();
        assertThat(factory.matchManagedConnections(Set.of(anonymous), null, null))
                .isNull();

        RocketMQManagedConnectionFactory unlike = new RocketMQManagedConnectionFactory();
        unlike.setProducerGroup("other");
        RocketMQManagedConnection foreign = fixture.connection();
        assertThat(unlike.matchManagedConnections(Set.of(foreign), null, null)).isNull();
        assertThat(factory.matchManagedConnections(Set.of(foreign), null, null)).isSameAs(foreign);
    }

    @Test
    @Must("B16")
    void tellsConnectionsOfAClosedClientInvalid() throws Exception {
        RocketMQManagedConnection alive = fixture.connection();
        RocketMQManagedConnection destroyed = fixture.connection();
        destroyed.destroy();

        assertThat(factory.getInvalidConnections(Set.of(alive, destroyed))).isEqualTo(Set.of(destroyed));

        fixture.engine.running = false;
        assertThat(factory.getInvalidConnections(Set.of(alive))).isEqualTo(Set.of(alive));
        assertThat(factory.getInvalidConnections(Set.of())).isEmpty();
    }

    @Test
    @Must("B28")
    void passesItsLogWriterOn() throws Exception {
        assertThat(factory.getLogWriter()).isNull();
        StringWriter text = new StringWriter();
        PrintWriter log = new PrintWriter(text);
        factory.setLogWriter(log);

        RocketMQManagedConnection connection = fixture.connection();

        assertThat(connection.getLogWriter()).isSameAs(log);
        fixture.engine.running = false;
        assertThatThrownBy(() -> ConnectorFixture.handle(connection)).isNotNull();
        assertThat(text.toString()).contains("event=managed_connection_broken");
        connection.setLogWriter(null);
        assertThat(connection.getLogWriter()).isNull();
    }

    @Test
    @Must({"C22", "G5"})
    void allowsTheConfiguredTransactionsAndTheDeclaredOnesByDefaultAndLeavesTheChoiceToTheServer() {
        assertThat(factory).isNotInstanceOf(TransactionSupport.class);
        assertThat(RocketMQResourceAdapter.class.getAnnotation(Connector.class).transactionSupport())
                .isEqualTo(factory.highestLevel())
                .isEqualTo(TransactionSupport.TransactionSupportLevel.XATransaction);
        for (TransactionSupport.TransactionSupportLevel level : TransactionSupport.TransactionSupportLevel.values()) {
            factory.setTransactionLevel(level.name());
            assertThat(factory.highestLevel()).isEqualTo(level);
        }
    }

    @Test
    @Must({"B12", "J1"})
    void survivesSerializationWithoutItsAdapter() throws Exception {
        factory.setLogWriter(new PrintWriter(new StringWriter()));

        RocketMQManagedConnectionFactory copy =
                ConnectorFixture.serialized(factory, RocketMQManagedConnectionFactory.class);

        assertThat(copy).isEqualTo(factory).hasSameHashCodeAs(factory);
        assertThat(copy.getLogWriter()).isNull();
        copy.setResourceAdapter(fixture.adapter);
        assertThat(copy.createManagedConnection(null, null)).isNotNull();
    }

    @Test
    @Must("A14")
    void printsNoSecret() {
        factory.setUserName("access");
        factory.setPassword("topSecret");

        assertThat(factory.toString()).contains("access").doesNotContain("topSecret");
    }

    @Test
    void comparingFactoriesAllocatesNothing() {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        RocketMQManagedConnectionFactory like = new RocketMQManagedConnectionFactory();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int equal = 0;
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            equal += factory.equals(like) ? 1 : 0;
        }
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 10_000;
        assertThat(equal).isEqualTo(10_000);
        assertThat(each).as("bytes per comparison").isZero();
    }

    /** WildFly has a user for recovery, which need not be one of the cluster's. */
    @Test
    void recoveryOfAnEarlierRunIsOfferedTheConfiguredUserNotTheOneTheServerSignsOnWith() throws Exception {
        factory.createManagedConnection(ConnectorFixture.subject(factory, "user", "secret"), null);
        factory.setUserName("orders");
        factory.createManagedConnection(ConnectorFixture.subject(factory, "orders", "of the server"), null);
        factory.setPassword("secret");
        factory.createManagedConnection(ConnectorFixture.subject(factory, "recovery", "dummy"), null);

        assertThat(fixture.engine.offered)
                .extracting(ClientIdentity::credentials)
                .containsExactly(
                        new Credentials("user", "secret"),
                        new Credentials("orders", "of the server"),
                        new Credentials("orders", "secret"));
    }
}
