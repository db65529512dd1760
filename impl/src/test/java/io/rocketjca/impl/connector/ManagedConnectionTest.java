package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.ConnectionClosedException;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.NotSentException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import jakarta.resource.spi.RetryableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedConnectionTest {

    private final ConnectorFixture fixture = ConnectorFixture.started();
    private final ConnectorFixture.Events events = new ConnectorFixture.Events();
    private RocketMQManagedConnection connection;

    @BeforeEach
    void createConnection() throws ResourceException {
        connection = fixture.connection();
        connection.addConnectionEventListener(events);
    }

    @Test
    @Must({"B1", "B24", "B30"})
    void firesClosedWithTheHandleAndOnlyOnce() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);

        handle.close();
        handle.close();

        assertThat(events.all).singleElement().satisfies(event -> {
            assertThat(event.getId()).isEqualTo(ConnectionEvent.CONNECTION_CLOSED);
            assertThat(event.getConnectionHandle()).isSameAs(handle);
            assertThat(event.getSource()).isSameAs(connection);
        });
        assertThat(connection.state()).isEqualTo(ManagedConnectionState.FRESH);
    }

    @Test
    @Must({"B9", "B29", "B32"})
    void closingAHandleLeavesTheClientAlone() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        handle.send(ConnectorFixture.MESSAGE);

        handle.close();

        assertThat(fixture.engine.sent).containsExactly(ConnectorFixture.MESSAGE);
        assertThat(fixture.engine.openLeases()).isEqualTo(1);
        assertThat(ConnectorFixture.handle(connection).isValid(0)).isTrue();
    }

    @Test
    @Must("B18")
    void keepsSeveralHandlesApart() throws Exception {
        RocketMQConnectionHandle first = ConnectorFixture.handle(connection);
        RocketMQConnectionHandle second = ConnectorFixture.handle(connection);

        first.send(ConnectorFixture.MESSAGE);
        first.close();
        second.send(ConnectorFixture.MESSAGE);

        assertThat(fixture.engine.sent).hasSize(2);
        assertThat(connection.state().handles()).containsExactly(second);
    }

    @Test
    @Must("B19")
    void cleanupTakesAllHandlesBackWithoutEvents() throws Exception {
        RocketMQConnectionHandle first = ConnectorFixture.handle(connection);
        RocketMQConnectionHandle second = ConnectorFixture.handle(connection);

        connection.cleanup();

        for (RocketMQConnectionHandle handle : List.of(first, second)) {
            assertThat(handle.isValid(0)).isFalse();
            assertThatThrownBy(() -> handle.send(ConnectorFixture.MESSAGE))
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("container took the connection back");
            handle.close();
        }
        assertThat(events.all).isEmpty();
        assertThat(fixture.engine.sent).isEmpty();
    }

    @Test
    @Must("B20")
    void cleanupMayBeRepeatedAndKeepsTheClient() throws Exception {
        connection.cleanup();
        connection.cleanup();

        assertThat(fixture.engine.openLeases()).isEqualTo(1);
        assertThat(ConnectorFixture.handle(connection).isValid(0)).isTrue();
    }

    @Test
    @Must("B21")
    void destroyGivesTheShareInTheClientBackOnce() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);

        connection.destroy();
        connection.destroy();
        connection.cleanup();

        assertThat(fixture.engine.openLeases()).isZero();
        assertThat(handle.isValid(0)).isFalse();
        assertThatThrownBy(() -> ConnectorFixture.handle(connection))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class)
                .hasMessageContaining("DESTROYED");
    }

    @Test
    void everyUseAfterCloseIsRefused() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        handle.close();

        assertThatThrownBy(() -> handle.send(ConnectorFixture.MESSAGE))
                .isInstanceOf(ConnectionClosedException.class)
                .hasMessageContaining("closed by the application");
        assertThatThrownBy(() -> handle.sendOneWay(ConnectorFixture.MESSAGE))
                .isInstanceOf(ConnectionClosedException.class);
        assertThat(handle.sendAsync(ConnectorFixture.MESSAGE).toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionClosedException.class);
        assertThat(handle.isValid(0)).isFalse();
    }

    @Test
    @Defect("K30")
    void sendAsyncNeverThrowsInTheCallersThread() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);

        assertThat(handle.sendAsync(null).toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalMessageException.class);
    }

    @Test
    void aFailedSendIsNoErrorOfTheConnection() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        fixture.engine.nextSendFails = new NotSentException("no broker", "orders", List.of(), null);

        assertThatThrownBy(() -> handle.send(ConnectorFixture.MESSAGE)).isSameAs(fixture.engine.nextSendFails);

        assertThat(events.all).isEmpty();
        assertThat(handle.isValid(0)).isTrue();
    }

    @Test
    @Must({"A10", "B25"})
    void tellsTheContainerOnceBeforeThrowingThatItsClientIsClosed() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        fixture.adapter.stop();

        assertThatThrownBy(() -> handle.send(ConnectorFixture.MESSAGE))
                .isInstanceOf(NotSentException.class)
                .satisfies(thrown -> assertThat(events.all).singleElement().satisfies(event -> {
                    assertThat(event.getId()).isEqualTo(ConnectionEvent.CONNECTION_ERROR_OCCURRED);
                    assertThat(event.getException()).isSameAs(thrown);
                }));
        assertThatThrownBy(() -> handle.sendOneWay(ConnectorFixture.MESSAGE)).isInstanceOf(NotSentException.class);
        assertThat(handle.sendAsync(ConnectorFixture.MESSAGE).toCompletableFuture())
                .isCompletedExceptionally();

        assertThat(events.all).hasSize(1);
        assertThat(connection.state().phase()).isEqualTo(Phase.BROKEN);
        assertThat(connection.usable()).isFalse();
    }

    @Test
    @Must({"L3", "L4"})
    void givesNoHandleOfAClosedClientButSaysThatRetryingHelps() {
        fixture.adapter.stop();

        assertThatThrownBy(() -> ConnectorFixture.handle(connection))
                .isInstanceOf(ResourceException.class)
                .isInstanceOf(RetryableException.class);
    }

    @Test
    @Must("B26")
    void aListenerMayCleanUpAndDestroyInsideTheEvent() throws Exception {
        connection.addConnectionEventListener(new DestroyingListener());
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);

        handle.close();

        assertThat(connection.state().phase()).isEqualTo(Phase.DESTROYED);
        assertThat(fixture.engine.openLeases()).isZero();
    }

    @Test
    @Must("B27")
    void aListenerMayRemoveItselfInsideTheEvent() throws Exception {
        ConnectionEventListener leaving = new ConnectorFixture.Events() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                connection.removeConnectionEventListener(this);
            }
        };
        connection.addConnectionEventListener(leaving);
        connection.removeConnectionEventListener(events);
        connection.addConnectionEventListener(events);

        ConnectorFixture.handle(connection).close();
        ConnectorFixture.handle(connection).close();

        assertThat(events.all).hasSize(2);
    }

    @Test
    @Must({"C20", "C21"})
    void associatesAHandleOfAnotherConnectionWithItself() throws Exception {
        RocketMQManagedConnection other = fixture.connection();
        RocketMQConnectionHandle handle = ConnectorFixture.handle(other);

        connection.associateConnection(handle);
        connection.associateConnection(handle);
        other.destroy();

        handle.send(ConnectorFixture.MESSAGE);
        assertThat(connection.state().handles()).containsExactly(handle);
        handle.close();
        assertThat(events.all).hasSize(1);
    }

    @Test
    void associatesAHandleAgainThatCleanupTookBack() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        connection.cleanup();

        connection.associateConnection(handle);

        assertThat(handle.isValid(0)).isTrue();
    }

    @Test
    @Must("C20")
    void associatesNothingClosedOrForeign() throws Exception {
        RocketMQConnectionHandle handle = ConnectorFixture.handle(connection);
        handle.close();

        assertThatThrownBy(() -> connection.associateConnection(handle)).isInstanceOf(ResourceException.class);
        assertThatThrownBy(() -> connection.associateConnection("text")).isInstanceOf(ResourceException.class);
        assertThatThrownBy(() -> connection.associateConnection(null)).isInstanceOf(ResourceException.class);
        assertThat(connection.state()).isEqualTo(ManagedConnectionState.FRESH);
        assertThat(handle.isValid(0)).isFalse();
    }

    @Test
    @Must("C1")
    void hasNoTransactionsAboveItsLevel() throws Exception {
        fixture.factory.setTransactionLevel("LocalTransaction");
        assertThatThrownBy(connection::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThat(connection.getLocalTransaction()).isNotNull();

        fixture.factory.setTransactionLevel("NoTransaction");
        assertThatThrownBy(connection::getXAResource).isInstanceOf(NotSupportedException.class);
        assertThatThrownBy(connection::getLocalTransaction)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("--transactionsupport");
    }

    @Test
    @Must({"C2", "C23"})
    void hasOneXaResourceAndLocalTransactionsToo() throws Exception {
        assertThat(connection.getXAResource()).isNotNull().isSameAs(connection.getXAResource());
        assertThat(connection.getLocalTransaction()).isNotNull();
    }

    @Test
    @Must({"B22", "H3"})
    void isEqualToItselfOnly() throws Exception {
        assertThat(connection).isInstanceOf(ManagedConnection.class).isNotEqualTo(fixture.connection());
        assertThat(RocketMQManagedConnection.class.getDeclaredMethods())
                .extracting("name")
                .doesNotContain("equals", "hashCode");
    }

    @Test
    @Must("B23")
    void tellsItsMetaData() throws Exception {
        ManagedConnection signedOn = fixture.factory.createManagedConnection(
                ConnectorFixture.subject(fixture.factory, "user", "secret"), null);

        ManagedConnectionMetaData metaData = signedOn.getMetaData();

        assertThat(metaData.getEISProductName()).isEqualTo("Apache RocketMQ");
        assertThat(metaData.getEISProductVersion()).isNotBlank();
        assertThat(metaData.getMaxConnections()).isZero();
        assertThat(metaData.getUserName()).isEqualTo("user");
        assertThat(connection.getMetaData().getUserName()).isEmpty();
    }

    /** Does at once what a container may do later. */
    private final class DestroyingListener extends ConnectorFixture.Events {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            connection.cleanup();
            connection.destroy();
        }
    }
}
