package io.rocketjca.bench.control;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;

/** Makes connections to nothing; any of them fits. */
@ConnectionDefinition(
        connectionFactory = ControlConnectionFactory.class,
        connectionFactoryImpl = PooledControlConnectionFactory.class,
        connection = ControlConnection.class,
        connectionImpl = ControlHandle.class)
public class ControlManagedConnectionFactory implements ManagedConnectionFactory {

    private static final long serialVersionUID = 1L;

    private transient PrintWriter logWriter;

    @Override
    public Object createConnectionFactory(ConnectionManager connectionManager) {
        return new PooledControlConnectionFactory(this, connectionManager);
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        throw new NotSupportedException("Only a server can use this");
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request) {
        return new ControlManagedConnection();
    }

    /** The set holds candidates of this adapter only. */
    @Override
    @SuppressWarnings("rawtypes") // as the interface says it
    public ManagedConnection matchManagedConnections(Set candidates, Subject subject, ConnectionRequestInfo request) {
        for (Object candidate : candidates) {
            if (candidate instanceof ControlManagedConnection connection) {
                return connection;
            }
        }
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ControlManagedConnectionFactory;
    }

    @Override
    public int hashCode() {
        return Objects.hash(ControlManagedConnectionFactory.class);
    }
}
