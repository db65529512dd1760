package io.rocketjca.cdi;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** Starts a CDI container over the real bean archive plus the beans of one test. */
final class CdiApplication {

    private CdiApplication() {}

    static WeldContainer start(Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addBeanClass(ApplicationMessaging.class)
                .addExtension(new SenderExtension())
                .addBeanClasses(beans)
                .initialize();
    }
}
