package io.rocketjca.itests.engine;

import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.impl.connector.RocketMQManagedConnectionFactory;
import io.rocketjca.impl.connector.RocketMQResourceAdapter;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.ThreadPoolBootstrap;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.util.function.Consumer;

/** The resource adapter as a JavaBean, started without a server. */
final class StandaloneAdapter implements AutoCloseable {

    private final RocketMQResourceAdapter adapter = new RocketMQResourceAdapter();
    private final ThreadPoolBootstrap bootstrap = new ThreadPoolBootstrap();

    StandaloneAdapter(String nameServers) {
        this(nameServers, settings -> {});
    }

    StandaloneAdapter(String nameServers, Consumer<RocketMQResourceAdapter> settings) {
        adapter.setNameServers(nameServers);
        adapter.setAdapterName("engine-it");
        settings.accept(adapter);
        try {
            adapter.start(bootstrap);
        } catch (ResourceException e) {
            bootstrap.close();
            throw new IllegalStateException(e);
        }
    }

    static StandaloneAdapter of(RocketMQ server) {
        return new StandaloneAdapter(server.nameServers());
    }

    /** A managed connection whose transactions the test drives. */
    XaSession session() throws ResourceException {
        ManagedConnection managed = managed(settings -> {}).createManagedConnection(null, null);
        try {
            return new XaSession((RocketMQConnection) managed.getConnection(null, null), managed.getXAResource());
        } catch (ResourceException e) {
            managed.destroy();
            throw e;
        }
    }

    RocketMQConnectionFactory factory(Consumer<RocketMQManagedConnectionFactory> settings) {
        return managed(settings).createConnectionFactory();
    }

    private RocketMQManagedConnectionFactory managed(Consumer<RocketMQManagedConnectionFactory> settings) {
        RocketMQManagedConnectionFactory factory = new RocketMQManagedConnectionFactory();
        factory.setProducerGroup("engine-it");
        settings.accept(factory);
        try {
            factory.setResourceAdapter(adapter);
            return factory;
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of a factory with default settings. */
    RocketMQConnection connect() {
        return connect(settings -> {});
    }

    RocketMQConnection connect(Consumer<RocketMQManagedConnectionFactory> settings) {
        try {
            return factory(settings).getConnection();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the adapter as a server does when it is undeployed. */
    void stop() {
        adapter.stop();
    }

    @Override
    public void close() {
        adapter.stop();
        bootstrap.close();
    }
}
