package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.impl.contract.Must;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Managed connections are tokens: what they share belongs to the adapter, which opens it once and closes it with itself. */
@Timeout(60)
class SharedClientTest {

    private static final int SEND = 310;
    private static final int EACH = 25;
    private static final Message MESSAGE = Message.of("orders", new byte[] {1});

    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer nameServer = FakeNameServer.start().route("orders", "b", broker.address(), 4);
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void configure() {
        adapter.setAdapterName("shared");
        adapter.setNameServers(nameServer.address());
        adapter.setDrainTimeoutMillis(0);
    }

    @AfterEach
    void close() {
        adapter.stop();
        callers.shutdownNow();
        broker.close();
        nameServer.close();
    }

    @Test
    @Must("B32")
    void manyManagedConnectionsOfSeveralFactoriesUseOnePipePerServer() throws Exception {
        adapter.start(null);
        List<ManagedConnection> all = new ArrayList<>();
        for (RocketMQManagedConnectionFactory factory : List.of(factory("one"), factory("two"))) {
            for (int i = 0; i < EACH; i++) {
                all.add(factory.createManagedConnection(null, null));
            }
        }

        for (ManagedConnection connection : all) {
            try (RocketMQConnection handle = (RocketMQConnection) connection.getConnection(null, null)) {
                handle.send(MESSAGE);
            }
        }

        assertThat(broker.stored()).hasSize(2 * EACH);
        assertThat(broker.acceptedConnections()).isEqualTo(1);
        assertThat(nameServer.peer().acceptedConnections()).isEqualTo(1);
    }

    @Test
    @Must("B32")
    void theAdapterKeepsNoManagedConnectionToGiveItOutAgain() throws Exception {
        adapter.start(null);
        RocketMQManagedConnectionFactory factory = factory("one");
        Set<ManagedConnection> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < EACH; i++) {
            ManagedConnection connection = factory.createManagedConnection(null, null);
            seen.add(connection);
            connection.cleanup();
            connection.destroy();
        }

        assertThat(seen).hasSize(EACH);
    }

    @Test
    @Must("A11")
    void aStopClosesWhateverAnyFactoryOpenedAndNothingOfAnotherAdapter() throws Exception {
        RocketMQResourceAdapter other = new RocketMQResourceAdapter();
        other.setAdapterName("bystander");
        other.setNameServers(nameServer.address());
        adapter.start(null);
        other.start(null);
        try {
            send(factory("one"));
            send(factory("two", adapter, "user"));
            RocketMQManagedConnectionFactory ofOther = factory("one", other, null);
            send(ofOther);
            broker.awaitConnections(3);

            adapter.stop();

            broker.awaitConnections(1);
            nameServer.peer().awaitConnections(1);
            send(ofOther);
            assertThat(broker.acceptedConnections()).isEqualTo(3);
        } finally {
            other.stop();
        }
        broker.awaitConnections(0);
        nameServer.peer().awaitConnections(0);
    }

    @Test
    @Must("A11")
    void threadsThatWaitInTheAdapterAreLetGoByAStopLongBeforeTheirTime() throws Exception {
        adapter.setMaxInFlightMessages(1);
        adapter.start(null);
        broker.on(SEND, request -> FakeReply.silent());
        RocketMQManagedConnectionFactory patient = factory("one");
        patient.setSendTimeoutMillis(3_600_000);
        Future<?> awaitsTheAnswer = callers.submit(() -> send(patient));
        broker.awaitRequests(SEND, 1);
        Future<?> awaitsRoom = callers.submit(() -> send(patient));

        adapter.stop();

        for (Future<?> waiting : List.of(awaitsTheAnswer, awaitsRoom)) {
            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfAny(MessagingException.class, ResourceException.class);
        }
    }

    private RocketMQManagedConnectionFactory factory(String group) throws ResourceException {
        return factory(group, adapter, null);
    }

    private static RocketMQManagedConnectionFactory factory(String group, RocketMQResourceAdapter of, String user)
            throws ResourceException {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setProducerGroup(group);
        factory.setUserName(user);
        factory.setPassword(user == null ? null : "secret");
        factory.setResourceAdapter(of);
        return factory;
    }

    private static Void send(RocketMQManagedConnectionFactory factory) throws ResourceException {
        try (RocketMQConnection connection = factory.createConnectionFactory().getConnection()) {
            connection.send(MESSAGE);
        }
        return null;
    }
}
