package io.rocketjca.itests.transactions;

import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.connector.ProbedAdapters;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import io.rocketjca.itests.transactions.Work.Kind;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.transaction.xa.XAResource;

/** The resource adapter in the application, wired without a server; one connection factory for each cluster. */
final class Messaging implements AutoCloseable {

    /** Whether a commit is repeated that a broker may have carried out. */
    static final String RECOMMIT = "recommitWhenUnsure";

    private static final String NAME = "laboratory";

    /** Longer than any answer is delayed. */
    private static final int SEND_TIMEOUT_MILLIS = 10_000;

    /** A broker that was restarted asks nobody before it has heard of somebody. */
    private static final int HEARTBEAT_INTERVAL_MILLIS = 1_000;

    private final RocketMQResourceAdapter adapter;
    private final ThreadPoolBootstrap bootstrap;
    private final List<RocketMQManagedConnectionFactory> managed = new ArrayList<>();
    private final List<RocketMQConnectionFactory> factories = new ArrayList<>();

    Messaging(Plan plan, Traps traps, TransactionManager transactions, TransactionSynchronizationRegistry registry)
            throws ResourceException {
        bootstrap = new ThreadPoolBootstrap(registry);
        adapter = ProbedAdapters.tellingOf(step -> traps.reached(step.name()));
        adapter.setNameServers(plan.nameServers().get(0));
        adapter.setAdapterName(NAME);
        adapter.setHeartbeatIntervalMillis(HEARTBEAT_INTERVAL_MILLIS);
        adapter.setNodeName(plan.topic());
        adapter.setTransactionLogDirectory(plan.branches().toString());
        adapter.setRecommitWhenUnsure(Boolean.valueOf(plan.settings().getOrDefault(RECOMMIT, "true")));
        adapter.start(bootstrap);
        ConnectionManager connections = new EnlistingConnectionManager(transactions);
        for (String nameServers : plan.nameServers()) {
            RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
            factory.setNameServers(nameServers);
            factory.setSendTimeoutMillis(SEND_TIMEOUT_MILLIS);
            factory.setResourceAdapter(adapter);
            managed.add(factory);
            factories.add(factory.createConnectionFactory(connections));
        }
    }

    /** The adapter as the transaction manager finds it after a crash. */
    XAResource recovery() throws ResourceException {
        return managed.get(0).createManagedConnection(null, null).getXAResource();
    }

    /** How many branches are not over, whoever is to end them: also those that need no transaction manager any more. */
    int inDoubt() throws JMException {
        ObjectName name = new ObjectName("io.rocketjca:type=Transactions,adapter=" + NAME);
        Object branches = ManagementFactory.getPlatformMBeanServer().getAttribute(name, "InDoubt");
        return ((CompositeData[]) branches).length;
    }

    /** The connections of a transaction, between which its messages alternate. */
    List<RocketMQConnection> connect(Work work) throws ResourceException {
        List<RocketMQConnection> connections = new ArrayList<>();
        connections.add(factories.get(0).getConnection());
        if (work.is(Kind.TWO_CONNECTIONS)) {
            connections.add(factories.get(0).getConnection());
        }
        if (work.is(Kind.TWO_CLUSTERS)) {
            connections.add(factories.get(1).getConnection());
        }
        return connections;
    }

    @Override
    public void close() {
        adapter.stop();
        bootstrap.close();
    }
}
