package io.rocketjca.itests.app.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Goes through a story in a transaction of its own, while that of the caller is suspended. */
@ApplicationScoped
public class InnerTransaction {

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void run(Story story, Steps steps) {
        steps.go(story);
    }
}
