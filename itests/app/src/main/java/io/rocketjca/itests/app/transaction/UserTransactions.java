package io.rocketjca.itests.app.transaction;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

/** Goes through a story in a transaction that the application itself begins and ends. */
@ApplicationScoped
public class UserTransactions {

    @Inject
    private Steps steps;

    @Resource
    private UserTransaction transaction;

    /**
     * @param timeoutSeconds the transaction's time; 0 for the server's
     */
    void run(Story story, int timeoutSeconds) throws Exception {
        transaction.setTransactionTimeout(timeoutSeconds);
        transaction.begin();
        try {
            steps.go(story);
            transaction.commit();
        } finally {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
            transaction.setTransactionTimeout(0);
        }
    }
}
