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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.transaction.xa.XAResource;

/** The resource adapter in the application, wired without a server; one connection factory for each cluster. */
final class Messaging implements AutoCloseable {

    /** Whether a commit is repeated that a broker may have carried out. */
    static final String RECOMMIT = "recommitWhenUnsure";

    /** The user of all connection factories. */
    static final String USER = "userName";

    static final String PASSWORD = "password";

    /** The user for what an earlier run has left. */
    static final String TRANSACTION_USER = "transactionUserName";

    static final String TRANSACTION_PASSWORD = "transactionPassword";

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
        adapter.setTransactionUserName(plan.settings().get(TRANSACTION_USER));
        adapter.setTransactionPassword(plan.settings().get(TRANSACTION_PASSWORD));
        adapter.start(bootstrap);
        ConnectionManager connections = new EnlistingConnectionManager(transactions);
        for (String nameServers : plan.nameServers()) {
            RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
            factory.setNameServers(nameServers);
            factory.setSendTimeoutMillis(SEND_TIMEOUT_MILLIS);
            factory.setUserName(plan.settings().get(USER));
            factory.setPassword(plan.settings().get(PASSWORD));
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
        return branches().length;
    }

    private static CompositeData[] branches() throws JMException {
        return (CompositeData[]) ManagementFactory.getPlatformMBeanServer().getAttribute(operations(), "InDoubt");
    }

    private static ObjectName operations() throws JMException {
        return new ObjectName("io.rocketjca:type=Transactions,adapter=" + NAME);
    }

    /** Each branch that is not over, as an operator sees it. */
    String doubts() throws JMException {
        return Arrays.stream(branches())
                .map(branch -> branch.get("state") + " " + branch.get("messages") + ": " + branch.get("reason"))
                .collect(Collectors.joining("; "));
    }

    /** What an operator does with the only branch that is not over; returns what the adapter says to that. */
    String giveUp(String brokers) throws JMException {
        return operate("giveUp", branches()[0].get("id"), brokers);
    }

    /** The same. */
    String forget() throws JMException {
        return operate("forget", branches()[0].get("id"));
    }

    private static String operate(String operation, Object... parameters) throws JMException {
        String[] types = new String[parameters.length];
        Arrays.fill(types, String.class.getName());
        try {
            return String.valueOf(
                    ManagementFactory.getPlatformMBeanServer().invoke(operations(), operation, parameters, types));
        } catch (RuntimeMBeanException refused) {
            return "refused: " + refused.getCause().getMessage();
        }
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
