package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.ArrayList;
import java.util.List;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPoolFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector in the pool of WildFly, the real one. */
class IronJacamarPoolTest {

    private static final int POOL_SIZE = 4;

    private final ConnectorFixture fixture = ConnectorFixture.started();
    private Pool pool;
    private RocketMQConnectionFactory connections;

    @BeforeEach
    void createPool() {
        PoolConfiguration configuration = new PoolConfiguration();
        configuration.setMinSize(0);
        configuration.setMaxSize(POOL_SIZE);
        configuration.setBlockingTimeout(50);
        configuration.setValidateOnMatch(true);
        pool = new PoolFactory()
                .create(
                        PoolStrategy.POOL_BY_CRI,
                        fixture.factory,
                        configuration,
                        false,
                        true,
                        ManagedConnectionPoolFactory.DEFAULT_IMPLEMENTATION);
        ConnectionManager manager = new ConnectionManagerFactory()
                .createNonTransactional(
                        TransactionSupportLevel.NoTransaction,
                        pool,
                        null,
                        null,
                        false,
                        null,
                        false,
                        false,
                        false,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        null,
                        null);
        pool.setName("rocketmq");
        connections = fixture.factory.createConnectionFactory(manager);
    }

    @AfterEach
    void shutPoolDown() {
        pool.shutdown();
    }

    @Test
    @Must({"B3", "B24"})
    @Row("LIF-24")
    void aHundredUsesNeedOneManagedConnection() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (RocketMQConnection connection = connections.getConnection()) {
                connection.send(ConnectorFixture.MESSAGE);
            }
        }

        assertThat(fixture.engine.sent).hasSize(100);
        assertThat(fixture.engine.leases).hasSize(1);
    }

    @Test
    void thePoolIsBoundedAndGetsEveryConnectionBack() throws Exception {
        List<RocketMQConnection> open = new ArrayList<>();
        for (int i = 0; i < POOL_SIZE; i++) {
            open.add(connections.getConnection());
        }
        assertThatThrownBy(connections::getConnection).isNotNull();

        open.forEach(RocketMQConnection::close);

        try (RocketMQConnection connection = connections.getConnection()) {
            assertThat(connection.isValid(0)).isTrue();
        }
        assertThat(fixture.engine.leases).hasSize(POOL_SIZE);
    }

    @Test
    void otherCredentialsGetAnotherManagedConnection() throws Exception {
        connections.getConnection().close();
        connections.getConnection("user", "secret").close();
        connections.getConnection("user", "secret").close();
        connections.getConnection().close();

        assertThat(fixture.engine.leases).hasSize(2);
    }

    @Test
    @Must({"B16", "B25"})
    void aConnectionOfAClosedClientLeavesThePool() throws Exception {
        RocketMQConnection connection = connections.getConnection();
        fixture.adapter.stop();
        assertThatThrownBy(() -> connection.send(ConnectorFixture.MESSAGE)).isNotNull();
        assertThat(fixture.engine.openLeases()).isZero();

        fixture.adapter.start(null);

        try (RocketMQConnection next = connections.getConnection()) {
            next.send(ConnectorFixture.MESSAGE);
        }
        assertThat(fixture.engine.sent).hasSize(1);
    }
}
