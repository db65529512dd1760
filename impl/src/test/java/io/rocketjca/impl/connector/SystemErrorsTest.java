package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.contract.Must;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.ResourceAllocationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the container hears when something is broken: checked exceptions, never one that takes its own thread by surprise. */
class SystemErrorsTest {

    /** One more than a client has producers for. */
    private static final int TOO_MANY = 1_001;

    private final ConnectorFixture fixture = ConnectorFixture.started();

    @Test
    @Must("L2")
    void anEngineThatCannotStartIsACheckedExceptionWithItsCause() {
        IllegalStateException cause = new IllegalStateException("no thread can be made");
        RocketMQResourceAdapter adapter = new RocketMQResourceAdapter((config, completions) -> {
            throw cause;
        });

        assertThatThrownBy(() -> adapter.start(null))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("no thread can be made")
                .hasCause(cause);
        assertThatCode(adapter::stop).doesNotThrowAnyException();
    }

    @Test
    @Must("L2")
    void moreProducersThanAClientHasRoomForAreRefusedByACheckedExceptionAndKeepNoShare() throws Exception {
        RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
        adapter.setAdapterName("crowded");
        adapter.setNameServers("127.0.0.1:1");
        adapter.setDrainTimeoutMillis(0);
        adapter.start(null);
        try {
            for (int i = 1; i < TOO_MANY; i++) {
                differentFactory(adapter, i).createManagedConnection(null, null).destroy();
            }

            assertThatThrownBy(() -> differentFactory(adapter, TOO_MANY).createManagedConnection(null, null))
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("1000 different producer configurations")
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThatCode(() -> differentFactory(adapter, 1).createManagedConnection(null, null))
                    .doesNotThrowAnyException();
        } finally {
            adapter.stop();
        }
    }

    private static RocketMQManagedConnectionFactory differentFactory(RocketMQResourceAdapter adapter, int number)
            throws ResourceException {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setSendTimeoutMillis(number);
        factory.setResourceAdapter(adapter);
        return factory;
    }

    @Test
    void aShareInAClientIsGivenBackIfItHasNoProducerToGive() {
        fixture.engine.nextProducerFails = new IllegalStateException("full");

        assertThatThrownBy(fixture::connection).isInstanceOf(ResourceAllocationException.class);

        assertThat(fixture.engine.leases).hasSize(1);
        assertThat(fixture.engine.openLeases()).isZero();
    }

    @Test
    @Must("L2")
    void everySystemContractCallThatFailsThrowsACheckedException() throws Exception {
        List<ThrowingCallable> calls = new ArrayList<>();
        calls.addAll(callsWithoutAdapter());
        calls.addAll(callsOnADestroyedConnection());
        calls.addAll(callsWhileTheAdapterStops());

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call)
                .isInstanceOfAny(ResourceException.class, XAException.class)
                .message()
                .isNotBlank());
    }

    private List<ThrowingCallable> callsWithoutAdapter() throws ResourceException {
        RocketMQManagedConnectionFactory alone = new RocketMQManagedConnectionFactory();
        RocketMQManagedConnectionFactory early = new RocketMQManagedConnectionFactory();
        early.setResourceAdapter(new RocketMQResourceAdapter());
        return List.of(
                () -> alone.createManagedConnection(null, null),
                () -> alone.createConnectionFactory().getConnection(),
                () -> alone.setResourceAdapter(null),
                () -> early.setResourceAdapter(new RocketMQResourceAdapter()),
                () -> early.createManagedConnection(null, null),
                () -> fixture.adapter.start(null),
                () -> fixture.adapter.endpointActivation(null, null));
    }

    private List<ThrowingCallable> callsOnADestroyedConnection() throws ResourceException {
        RocketMQManagedConnection connection = fixture.connection();
        RocketMQConnectionHandle handle = ConnectorFixture.handle(fixture.connection());
        connection.destroy();
        connection.destroy();
        connection.cleanup();
        assertThat(fixture.factory.matchManagedConnections(Set.of(connection, "text"), null, null))
                .isNull();
        return List.of(
                () -> connection.getConnection(null, null),
                () -> connection.associateConnection(handle),
                () -> connection.associateConnection(null),
                () -> connection.getLocalTransaction().commit(),
                () -> connection.getXAResource().commit(null, false));
    }

    /** The engine has stopped and the adapter has not noticed yet: what a stop on another thread looks like. */
    private List<ThrowingCallable> callsWhileTheAdapterStops() throws ResourceException {
        RocketMQManagedConnection connection = fixture.connection();
        fixture.engine.stop();
        return List.of(fixture::connection, () -> connection.getConnection(null, null), () -> fixture.factory
                .createConnectionFactory()
                .getConnection());
    }
}
