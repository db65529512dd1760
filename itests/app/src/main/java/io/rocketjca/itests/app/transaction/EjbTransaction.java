package io.rocketjca.itests.app.transaction;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Goes through a story in the transaction of an enterprise bean's method. */
@Stateless
@LocalBean
public class EjbTransaction {

    @Inject
    private Steps steps;

    public void run(Story story) {
        steps.go(story);
    }
}
