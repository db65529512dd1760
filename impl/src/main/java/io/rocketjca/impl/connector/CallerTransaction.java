package io.rocketjca.impl.connector;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** The transaction of the calling thread, as far as the container tells of it. */
final class CallerTransaction {

    private final TransactionSynchronizationRegistry registry;

    /**
     * @param registry the container's, or {@code null} if it has none
     */
    CallerTransaction(TransactionSynchronizationRegistry registry) {
        this.registry = registry;
    }

    /** Whether it can end only in a rollback. */
    boolean rollbackOnly() {
        return registry != null && registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
    }

    /** Whether there is one that has not ended. */
    boolean active() {
        if (registry == null) {
            return false;
        }
        int status = registry.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    /** What was put into it under a key, or {@code null}; only while it is active. */
    Object get(Object key) {
        return registry.getResource(key);
    }

    /** Puts something into it and has it told of the end; only while it is active. */
    void put(Object key, Synchronization value) {
        registry.putResource(key, value);
        registry.registerInterposedSynchronization(value);
    }
}
