package io.rocketjca.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** A server's registry on whose threads there is a transaction that can only be rolled back. */
enum MarkedTransaction implements TransactionSynchronizationRegistry {
    REGISTRY;

    @Override
    public Object getTransactionKey() {
        return this;
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new IllegalStateException("marked to be rolled back");
    }

    @Override
    public Object getResource(Object key) {
        return null;
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        throw new IllegalStateException("marked to be rolled back");
    }

    @Override
    public int getTransactionStatus() {
        return Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public void setRollbackOnly() {
        // it is already
    }

    @Override
    public boolean getRollbackOnly() {
        return true;
    }
}
