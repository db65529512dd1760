package io.rocketjca.bench.control;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import javax.naming.Reference;

/** Asks the server for each connection. */
public final class PooledControlConnectionFactory implements ControlConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final ManagedConnectionFactory managedConnectionFactory;
    private final ConnectionManager connectionManager;
    private Reference reference;

    PooledControlConnectionFactory(ManagedConnectionFactory factory, ConnectionManager connectionManager) {
        this.managedConnectionFactory = factory;
        this.connectionManager = connectionManager;
    }

    @Override
    public ControlConnection getConnection() throws ResourceException {
        return (ControlConnection) connectionManager.allocateConnection(managedConnectionFactory, ControlRequest.ANY);
    }

    @Override
    public void setReference(Reference newReference) {
        reference = newReference;
    }

    @Override
    public Reference getReference() {
        return reference;
    }
}
