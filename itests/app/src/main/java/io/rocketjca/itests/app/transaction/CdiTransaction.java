package io.rocketjca.itests.app.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Goes through a story in the transaction of a CDI bean's method. */
@ApplicationScoped
public class CdiTransaction {

    @Inject
    private Steps steps;

    @Transactional
    public void run(Story story) {
        steps.go(story);
    }
}
