package io.rocketjca.impl.connector;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.TransactionChecker;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.Namespace;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;

/**
 * What an administrator configures for one pool: which cluster, as whom, and how to send. Makes managed connections without
 * any input or output; the client behind them is fetched only then, as servers may set this up before they start the adapter.
 */
@ConnectionDefinition(
        connectionFactory = RocketMQConnectionFactory.class,
        connectionFactoryImpl = AllocatingConnectionFactory.class,
        connection = RocketMQConnection.class,
        connectionImpl = RocketMQConnectionHandle.class)
public class RocketMQManagedConnectionFactory extends SendProperties
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {

    /** The confidential properties. */
    static final Set<String> SECRETS =
            Set.of("password", "securityToken", "tlsTrustStorePassword", "tlsKeyStorePassword");

    private static final long serialVersionUID = 1L;

    private transient volatile RocketMQResourceAdapter resourceAdapter;
    private transient volatile PrintWriter logWriter;

    /** For what was configured when it was last asked. */
    private transient volatile SignOn signOn;

    @Override
    public RocketMQConnectionFactory createConnectionFactory(ConnectionManager connectionManager) {
        return new AllocatingConnectionFactory(this, connectionManager);
    }

    /** For use without a server: every connection is a managed connection of its own. */
    @Override
    public RocketMQConnectionFactory createConnectionFactory() {
        return createConnectionFactory(new UnpooledConnectionManager());
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        RocketMQResourceAdapter adapter = associatedAdapter();
        ManagedConnectionFactoryConfig config = ManagedConnectionFactoryConfig.read(this, adapter);
        Credentials credentials = credentials(subject, request);
        Engine engine = adapter.engine();
        ClientLease lease = lease(engine, config, credentials);
        MessageProducer producer = producer(lease, config.producer());
        return new RocketMQManagedConnection(
                this,
                credentials,
                lease,
                new GroupProducer(producer, wireGroup(config.producer())),
                engine.transactions(),
                adapter.callerTransaction());
    }

    private ClientLease lease(Engine engine, ManagedConnectionFactoryConfig config, Credentials credentials)
            throws ResourceException {
        try {
            engine.offer(config.identity(forRecovery(credentials)));
            return engine.lease(config.identity(credentials));
        } catch (IllegalStateException stopped) {
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter is stopping", stopped);
        }
    }

    /** A server may sign on to recovery as anybody, so what is configured goes first. */
    private Credentials forRecovery(Credentials signedOn) {
        Credentials configured = new Credentials(getUserName(), getPassword(), getSecurityToken());
        boolean whole = !configured.anonymous() && !configured.secretKey().isEmpty();
        return whole ? configured : signedOn;
    }

    /** One client has a bound of producers; beyond it the share in the client is given back. */
    private static MessageProducer producer(ClientLease lease, ProducerConfig config) throws ResourceException {
        try {
            return lease.producer(config);
        } catch (RuntimeException refusal) {
            lease.close();
            throw new ResourceAllocationException("No connection can be made: " + refusal.getMessage(), refusal);
        }
    }

    /** Announces the group of this factory, as its own user, and has a checker asked for its messages. */
    CheckerRegistration registerChecker(TransactionChecker checker, Executor executor) throws ResourceException {
        RocketMQResourceAdapter adapter = associatedAdapter();
        ManagedConnectionFactoryConfig config = ManagedConnectionFactoryConfig.read(this, adapter);
        Engine engine = adapter.engine();
        ClientLease lease = lease(engine, config, credentials(null, RocketMQConnectionRequestInfo.AS_CONFIGURED));
        producer(lease, config.producer());
        try {
            CheckerRegistration registration = engine.transactions()
                    .checkers()
                    .register(lease.transactions(), wireGroup(config.producer()), checker, executor);
            return () -> {
                registration.close();
                lease.close();
            };
        } catch (RuntimeException refusal) {
            lease.close();
            throw refusal;
        }
    }

    /** The producer group as brokers know it. */
    private static String wireGroup(ProducerConfig config) {
        return new Namespace(config.addressing().namespace()).group(config.producerGroup());
    }

    /** As whom a connection signs on that is asked for in this way. */
    Credentials credentials(Subject subject, ConnectionRequestInfo request) throws ResourceException {
        SignOn known = signOn;
        if (known == null || !known.isFor(getUserName(), getPassword(), getSecurityToken())) {
            known = new SignOn(this, new Credentials(getUserName(), getPassword(), getSecurityToken()));
            signOn = known;
        }
        return known.credentials(subject, request);
    }

    /** Finds a connection of this factory, signed on in the same way and still alive; looks only at memory. */
    @Override
    @SuppressWarnings("rawtypes")
    public ManagedConnection matchManagedConnections(Set candidates, Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        Credentials wanted = credentials(subject, request);
        for (Object candidate : candidates) {
            if (candidate instanceof RocketMQManagedConnection connection && connection.fits(this, wanted)) {
                return connection;
            }
        }
        return null;
    }

    /** Servers may ask at every allocation, so this reads one flag of each connection. */
    @Override
    @SuppressWarnings("rawtypes")
    public Set<Object> getInvalidConnections(Set candidates) {
        Set<Object> invalid = new LinkedHashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof RocketMQManagedConnection connection && !connection.usable()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    private RocketMQResourceAdapter associatedAdapter() throws ResourceException {
        RocketMQResourceAdapter adapter = resourceAdapter;
        if (adapter == null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The managed connection factory has no resource adapter: setResourceAdapter was not called");
        }
        return adapter;
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The managed connection factory already has a resource adapter, which cannot change");
        }
        if (!(adapter instanceof RocketMQResourceAdapter own)) {
            throw new InvalidPropertyException("The resource adapter must be a RocketMQResourceAdapter, but is "
                    + (adapter == null ? "missing" : adapter.getClass().getName()));
        }
        resourceAdapter = own;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    /** Servers ask several times per connection that they give out, so this allocates nothing. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof RocketMQManagedConnectionFactory that && sameAs(that);
    }

    @Override
    public int hashCode() {
        return configuration().hashCode();
    }

    @Override
    public String toString() {
        Map<String, Object> shown = configuration();
        SECRETS.forEach(secret -> shown.computeIfPresent(secret, (name, value) -> "***"));
        return "RocketMQManagedConnectionFactory" + shown;
    }
}
