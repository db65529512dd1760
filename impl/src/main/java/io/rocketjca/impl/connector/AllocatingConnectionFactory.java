package io.rocketjca.impl.connector;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.TransactionChecker;
import io.rocketjca.impl.config.Credentials;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.naming.Reference;

/**
 * The connection factory an application looks up: asks the connection manager for each connection, on the caller's thread.
 */
public final class AllocatingConnectionFactory implements RocketMQConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final RocketMQManagedConnectionFactory managedConnectionFactory;
    private final ConnectionManager connectionManager;
    private volatile Reference reference;

    AllocatingConnectionFactory(
            RocketMQManagedConnectionFactory managedConnectionFactory, ConnectionManager connectionManager) {
        this.managedConnectionFactory = managedConnectionFactory;
        this.connectionManager = connectionManager;
    }

    /** Some servers refuse a {@code null} request, so one is passed even if nothing is asked for. */
    @Override
    public RocketMQConnection getConnection() throws ResourceException {
        return allocate(RocketMQConnectionRequestInfo.AS_CONFIGURED);
    }

    @Override
    public RocketMQConnection getConnection(String accessKey, String secretKey) throws ResourceException {
        return allocate(RocketMQConnectionRequestInfo.of(new Credentials(accessKey, secretKey)));
    }

    @Override
    public CheckerRegistration registerChecker(TransactionChecker checker, Executor executor) throws ResourceException {
        Objects.requireNonNull(checker, "checker");
        Objects.requireNonNull(executor, "executor");
        return managedConnectionFactory.registerChecker(checker, executor);
    }

    private RocketMQConnection allocate(RocketMQConnectionRequestInfo request) throws ResourceException {
        return (RocketMQConnection) connectionManager.allocateConnection(managedConnectionFactory, request);
    }

    @Override
    public void setReference(Reference newReference) {
        reference = newReference;
    }

    /** The reference a container gave, else one from which {@link RocketMQConnectionFactoryBuilder} makes an equal factory. */
    @Override
    public Reference getReference() {
        Reference given = reference;
        return given != null ? given : RocketMQConnectionFactoryBuilder.referenceTo(managedConnectionFactory);
    }
}
