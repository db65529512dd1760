package io.rocketjca.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The transaction of the calling thread, as the server tells of it in JNDI. */
final class CallersTransaction {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private CallersTransaction() {}

    /** Whether there is one that can end only in a rollback; servers may give such a transaction no connections. */
    static boolean rollbackOnly() {
        try {
            InitialContext context = new InitialContext();
            try {
                return context.lookup(REGISTRY) instanceof TransactionSynchronizationRegistry registry
                        && registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK;
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            return false; // no server, or one without transactions here
        }
    }
}
