package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;

class ConnectionFactoryTest {

    private final ConnectorFixture fixture = ConnectorFixture.started();

    @Test
    @Must({"B3", "B11"})
    void asksTheConnectionManagerItWasGivenOnTheCallersThreadNeverWithNull() throws Exception {
        RecordingConnectionManager manager = new RecordingConnectionManager();
        RocketMQConnectionFactory connections = fixture.factory.createConnectionFactory(manager);

        connections.getConnection();
        connections.getConnection("user", "secret");

        assertThat(manager.threads).containsOnly(Thread.currentThread());
        assertThat(manager.requests)
                .containsExactly(
                        RocketMQConnectionRequestInfo.AS_CONFIGURED,
                        RocketMQConnectionRequestInfo.of(new Credentials("user", "secret")));
    }

    @Test
    @Must("B4")
    void offersNoWayToAConnectionButTheConfiguredAndTheCallersOwnCredentials() {
        assertThat(Arrays.stream(RocketMQConnectionFactory.class.getMethods())
                        .filter(method -> method.getReturnType() == RocketMQConnection.class)
                        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes())))
                .containsExactlyInAnyOrder(
                        "getConnection[]", "getConnection[class java.lang.String, class java.lang.String]");
    }

    @Test
    @Must("L1")
    void passesARefusalOfTheContainerOn() {
        RecordingConnectionManager manager = new RecordingConnectionManager();
        manager.refusal = new ResourceAllocationException("pool is exhausted");

        assertThatThrownBy(
                        () -> fixture.factory.createConnectionFactory(manager).getConnection())
                .isSameAs(manager.refusal);
    }

    @Test
    @Must({"B6", "H4"})
    void requestsAreEqualByTheirCredentials() {
        RocketMQConnectionRequestInfo one = RocketMQConnectionRequestInfo.of(new Credentials("user", "secret"));

        assertThat(one)
                .isEqualTo(RocketMQConnectionRequestInfo.of(new Credentials("user", "secret")))
                .hasSameHashCodeAs(RocketMQConnectionRequestInfo.of(new Credentials("user", "secret")))
                .isNotEqualTo(RocketMQConnectionRequestInfo.of(new Credentials("user", "other")))
                .isNotEqualTo(RocketMQConnectionRequestInfo.AS_CONFIGURED);
        assertThat(one.toString()).doesNotContain("secret=").doesNotContain(", secret]");
    }

    @Test
    @Must("B10")
    void withoutAServerEachConnectionLivesAsLongAsItsHandle() throws Exception {
        RocketMQConnectionFactory connections = fixture.factory.createConnectionFactory();

        RocketMQConnection first = connections.getConnection();
        RocketMQConnection second = connections.getConnection("user", "secret");
        assertThat(fixture.engine.openLeases()).isEqualTo(2);

        first.close();
        assertThat(fixture.engine.openLeases()).isEqualTo(1);
        fixture.adapter.stop();
        assertThatThrownBy(() -> second.send(ConnectorFixture.MESSAGE)).isNotNull();
        assertThat(fixture.engine.openLeases()).isZero();
    }

    @Test
    @Must({"B7", "B8", "B10", "J1"})
    void survivesSerializationWithItsManager() throws Exception {
        RocketMQConnectionFactory connections = fixture.factory.createConnectionFactory();
        assertThat(connections).isInstanceOf(Serializable.class).isInstanceOf(Referenceable.class);

        AllocatingConnectionFactory copy = ConnectorFixture.serialized(
                (AllocatingConnectionFactory) connections, AllocatingConnectionFactory.class);

        assertThatThrownBy(copy::getConnection)
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("setResourceAdapter");
    }

    @Test
    @Must("J3")
    void givesBackTheReferenceOfTheContainer() throws Exception {
        RocketMQConnectionFactory connections =
                fixture.factory.createConnectionFactory(new RecordingConnectionManager());
        assertThat(connections.getReference()).isNotNull();
        Reference reference = new Reference(RocketMQConnectionFactory.class.getName());

        connections.setReference(reference);

        assertThat(connections.getReference()).isSameAs(reference);
    }

    @Test
    @Must("J2")
    void isMadeAgainFromItsReferenceWithoutAServer() throws Exception {
        fixture.factory.setNameServers("mq1:9876");
        fixture.factory.setUserName("user");
        fixture.factory.setPassword("topSecret");
        fixture.factory.setProducerGroup("group");
        fixture.factory.setAutoCreateTopic(true);
        fixture.factory.setRetries(7);
        Reference reference = fixture.factory.createConnectionFactory().getReference();
        assertThat(reference.toString()).doesNotContain("topSecret");
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(RocketMQConnectionFactoryBuilder.RESOURCE_ADAPTER, fixture.adapter);
        environment.put(Context.SECURITY_CREDENTIALS, "topSecret");

        RocketMQConnectionFactory made = (RocketMQConnectionFactory)
                new RocketMQConnectionFactoryBuilder().getObjectInstance(reference, null, null, environment);
        fixture.factory.createConnectionFactory().getConnection().close();
        made.getConnection().close();

        RecordingEngine.Lease original = fixture.engine.leases.get(0);
        RecordingEngine.Lease again = fixture.engine.leases.get(1);
        assertThat(again.identity).isEqualTo(original.identity);
        assertThat(again.producerConfig).isEqualTo(original.producerConfig);
    }

    @Test
    @Must("J2")
    void isNotMadeFromWhatIsNoReferenceToIt() throws Exception {
        RocketMQConnectionFactoryBuilder builder = new RocketMQConnectionFactoryBuilder();
        Hashtable<String, Object> environment = new Hashtable<>();

        assertThat(builder.getObjectInstance("text", null, null, environment)).isNull();
        assertThat(builder.getObjectInstance(new Reference("other"), null, null, environment))
                .isNull();

        Reference reference = fixture.factory.createConnectionFactory().getReference();
        assertThatThrownBy(() -> builder.getObjectInstance(reference, null, null, null))
                .isInstanceOf(NamingException.class)
                .hasMessageContaining(RocketMQConnectionFactoryBuilder.RESOURCE_ADAPTER);

        environment.put(RocketMQConnectionFactoryBuilder.RESOURCE_ADAPTER, fixture.adapter);
        reference.add(new StringRefAddr("colour", "red"));
        assertThatThrownBy(() -> builder.getObjectInstance(reference, null, null, environment))
                .isInstanceOf(NamingException.class)
                .hasRootCauseMessage("A connection factory has no property colour");
    }

    /** Hands out managed connections without pooling and remembers who asked for what. */
    private static final class RecordingConnectionManager implements ConnectionManager {
        private static final long serialVersionUID = 1L;

        private final transient List<Thread> threads = new ArrayList<>();
        private final transient List<ConnectionRequestInfo> requests = new ArrayList<>();
        private transient ResourceException refusal;

        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
                throws ResourceException {
            if (refusal != null) {
                throw refusal;
            }
            threads.add(Thread.currentThread());
            requests.add(request);
            return factory.createManagedConnection(null, request).getConnection(null, request);
        }
    }
}
