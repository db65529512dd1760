package io.rocketjca.itests.transactions;

import io.rocketjca.Message;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import jakarta.resource.ResourceException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.List;
import javax.transaction.xa.XAResource;

/** The resource adapter in the application, wired without a server. */
final class Messaging implements AutoCloseable {

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final ThreadPoolBootstrap bootstrap = new ThreadPoolBootstrap();
    private final RocketMQConnectionFactory factory;
    private final Traps traps;

    Messaging(Plan plan, Traps traps) throws ResourceException {
        this.traps = traps;
        adapter.setNameServers(plan.nameServers().get(0));
        adapter.setAdapterName("laboratory");
        adapter.start(bootstrap);
        RocketMQManagedConnectionFactory managed = new RocketMQManagedConnectionFactory();
        managed.setResourceAdapter(adapter);
        factory = managed.createConnectionFactory();
    }

    List<XAResource> recovery() {
        return List.of();
    }

    /** The connections of a transaction, between which its messages alternate. */
    List<RocketMQConnection> connect(Work work, TransactionManager transactions) throws Exception {
        RocketMQConnection real = factory.getConnection();
        NaiveResource resource = new NaiveResource(real::send, traps);
        transactions.getTransaction().enlistResource(resource);
        return List.of((RocketMQConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RocketMQConnection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        resource.send((Message) arguments[0]);
                    }
                    return null;
                }));
    }

    @Override
    public void close() {
        adapter.stop();
        bootstrap.close();
    }
}
