package io.rocketjca.itests.transactions;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import javax.transaction.xa.XAResource;

/** What a server does when an application takes a connection: it makes it part of the transaction; here without a pool. */
final class EnlistingConnectionManager implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    private final transient TransactionManager transactions;

    EnlistingConnectionManager(TransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(null, request);
        try {
            Transaction transaction = transactions.getTransaction();
            if (transaction != null && transaction.getStatus() == Status.STATUS_ACTIVE) {
                XAResource resource = connection.getXAResource();
                if (!transaction.enlistResource(resource)) {
                    throw new ResourceException("The messages are not part of the transaction");
                }
                transaction.registerSynchronization(new Destruction(connection));
            } else {
                connection.addConnectionEventListener(new DestroyedWhenClosed());
            }
        } catch (ResourceException e) {
            connection.destroy();
            throw e;
        } catch (Exception e) {
            connection.destroy();
            throw new ResourceException(e);
        }
        return connection.getConnection(null, request);
    }

    /** Ends a connection with its transaction. */
    private record Destruction(ManagedConnection connection) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // nothing is left to do before
        }

        @Override
        public void afterCompletion(int status) {
            try {
                connection.destroy();
            } catch (ResourceException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends a connection without a transaction. */
    private static final class DestroyedWhenClosed implements ConnectionEventListener {

        @Override
        public void connectionClosed(ConnectionEvent event) {
            try {
                ((ManagedConnection) event.getSource()).destroy();
            } catch (ResourceException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            connectionClosed(event);
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {
            throw new UnsupportedOperationException();
        }
    }
}
