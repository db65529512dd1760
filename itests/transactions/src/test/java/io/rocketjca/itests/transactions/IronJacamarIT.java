package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.StoredMessage;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPoolFactory;
import org.jboss.jca.core.recovery.DefaultRecoveryPlugin;
import org.jboss.jca.core.spi.transaction.TransactionIntegration;
import org.jboss.jca.core.spi.transaction.recovery.XAResourceRecovery;
import org.jboss.jca.core.tx.jbossts.TransactionIntegrationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Transactions in the pool and with the transaction manager of WildFly, the real ones. */
@Tag("core")
@RocketMQServer(RocketMQVersion.PREVIOUS)
@TestInstance(Lifecycle.PER_CLASS)
class IronJacamarIT {

    private static final int POOL_SIZE = 4;

    private final RocketMQ server;
    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final RocketMQManagedConnectionFactory managed = new RocketMQManagedConnectionFactory();
    private Coordinator coordinator;
    private TransactionManager transactions;
    private TransactionIntegration integration;
    private ThreadPoolBootstrap bootstrap;
    private Orders orders;
    private Pool pool;
    private RocketMQConnectionFactory connections;

    IronJacamarIT(RocketMQ server) {
        this.server = server;
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        coordinator = new Coordinator(home);
        transactions = coordinator.transactions();
        orders = new Orders(home, new Traps(List.of()));
        bootstrap = new ThreadPoolBootstrap(coordinator.registry());
        adapter.setNameServers(server.nameServers());
        adapter.setAdapterName("iron-jacamar");
        adapter.setTransactionLogDirectory(home.resolve("branches").toString());
        adapter.start(bootstrap);
        managed.setResourceAdapter(adapter);
        integration = new TransactionIntegrationImpl(transactions, coordinator.registry(), null, null, null);
        PoolConfiguration configuration = new PoolConfiguration();
        configuration.setMinSize(0);
        configuration.setMaxSize(POOL_SIZE);
        pool = new PoolFactory()
                .create(
                        PoolStrategy.POOL_BY_CRI,
                        managed,
                        configuration,
                        false,
                        true,
                        ManagedConnectionPoolFactory.DEFAULT_IMPLEMENTATION);
        pool.setName("rocketmq");
        connections = managed.createConnectionFactory(connectionManager());
    }

    private ConnectionManager connectionManager() {
        return new ConnectionManagerFactory()
                .createTransactional(
                        TransactionSupportLevel.XATransaction,
                        pool,
                        null,
                        null,
                        false,
                        null,
                        true,
                        true,
                        false,
                        null,
                        null,
                        FlushStrategy.FAILING_CONNECTION_ONLY,
                        null,
                        null,
                        integration,
                        false,
                        null,
                        null,
                        true,
                        false);
    }

    @AfterAll
    void stop() throws Exception {
        pool.shutdown();
        adapter.stop();
        orders.close();
        coordinator.close();
        bootstrap.close();
    }

    private void send(String topic, String body) throws Exception {
        try (RocketMQConnection connection = connections.getConnection()) {
            connection.send(Message.to(topic).text(body).build());
        }
    }

    @Test
    void messagesAppearWithTheCommitInOnePhase() throws Exception {
        server.createTopic("iron-one", 2);
        transactions.begin();
        send("iron-one", "a");
        send("iron-one", "b");
        assertThat(server.read("iron-one")).isEmpty();

        transactions.commit();

        assertThat(server.read("iron-one")).extracting(StoredMessage::text).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void messagesAppearWithTheRowInTwoPhases() throws Exception {
        server.createTopic("iron-two", 2);
        transactions.begin();
        XAConnection row = orders.insert(1, transactions.getTransaction());
        send("iron-two", "a");
        assertThat(server.read("iron-two")).isEmpty();

        transactions.commit();
        row.close();

        assertThat(server.read("iron-two")).extracting(StoredMessage::text).containsExactly("a");
        assertThat(orders.committed()).contains(1);
    }

    @Test
    void messagesDisappearWithTheRowInARollback() throws Exception {
        server.createTopic("iron-back", 2);
        transactions.begin();
        XAConnection row = orders.insert(2, transactions.getTransaction());
        send("iron-back", "a");

        transactions.rollback();
        row.close();

        transactions.begin();
        send("iron-back", "b");
        transactions.commit();
        assertThat(server.read("iron-back")).extracting(StoredMessage::text).containsExactly("b");
        assertThat(orders.committed()).doesNotContain(2);
    }

    @Test
    void aTransactionUsesOneConnectionOfThePoolAndGivesItBack() throws Exception {
        server.createTopic("iron-pool", 2);
        for (int number = 0; number < 5 * POOL_SIZE; number++) {
            transactions.begin();
            send("iron-pool", number + ".0");
            send("iron-pool", number + ".1");
            assertThat(pool.getStatistics().getInUseCount()).isEqualTo(1);
            transactions.commit();
        }

        assertThat(pool.getStatistics().getInUseCount()).isZero();
        assertThat(pool.getStatistics().getActiveCount()).isEqualTo(1);
        assertThat(server.read("iron-pool")).hasSize(10 * POOL_SIZE);
    }

    @Test
    void withoutATransactionAMessageAppearsAtOnce() throws Exception {
        server.createTopic("iron-none", 2);
        send("iron-none", "a");

        assertThat(server.read("iron-none")).hasSize(1);
    }

    @Test
    void theRecoveryOfTheServerFindsAndEndsAPreparedBranch() throws Exception {
        server.createTopic("iron-recovery", 2);
        ManagedConnection connection = managed.createManagedConnection(null, null);
        XAResource resource = connection.getXAResource();
        Xid xid = new TestXid(7, "iron", "recovery");
        resource.start(xid, XAResource.TMNOFLAGS);
        try (RocketMQConnection handle = (RocketMQConnection) connection.getConnection(null, null)) {
            handle.send(Message.to("iron-recovery").text("a").build());
        }
        resource.end(xid, XAResource.TMSUCCESS);
        assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        connection.destroy();

        XAResourceRecovery recovery = integration.createXAResourceRecovery(
                managed, false, null, true, "anybody", "secret", null, null, new DefaultRecoveryPlugin(), null);
        recovery.setJndiName("java:/rocketmq");
        recovery.initialize();
        XAResource found = recovery.getXAResources()[0];

        Xid[] inDoubt = found.recover(XAResource.TMSTARTRSCAN);
        assertThat(inDoubt).hasSize(1);
        assertThat(TestXid.of(inDoubt[0])).isEqualTo(TestXid.of(xid));
        found.commit(inDoubt[0], false);
        found.recover(XAResource.TMENDRSCAN);
        assertThat(server.read("iron-recovery")).extracting(StoredMessage::text).containsExactly("a");
        recovery.shutdown();
    }
}
