package io.rocketjca.impl.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection manager for use without a server: a managed connection per call, destroyed when its handle is closed. */
final class UnpooledConnectionManager implements ConnectionManager {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UnpooledConnectionManager.class);

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(null, request);
        connection.addConnectionEventListener(new DestroyAtEnd(connection));
        return connection.getConnection(null, request);
    }

    /** Destroys the managed connection as soon as nobody can use it. */
    private record DestroyAtEnd(ManagedConnection connection) implements ConnectionEventListener {

        @Override
        public void connectionClosed(ConnectionEvent event) {
            destroy();
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            destroy();
        }

        private void destroy() {
            try {
                connection.destroy();
            } catch (ResourceException failure) {
                LOG.warn("event=destroy_failed", failure);
            }
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            // There are no local transactions.
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            // There are no local transactions.
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            // There are no local transactions.
        }
    }
}
