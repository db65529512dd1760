package io.rocketjca.cdi;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.MessageSender;
import io.rocketjca.SendInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.List;

/** Makes the senders of one application, and owns what they share. */
@ApplicationScoped
class ApplicationMessaging {

    private static final Logger LOG = System.getLogger(ApplicationMessaging.class.getName());

    private final SharedResources shared;

    /** For the proxy of this bean only. */
    ApplicationMessaging() {
        this.shared = null;
    }

    @Inject
    ApplicationMessaging(@Any Instance<SendInterceptor> interceptors, BeanManager beans) {
        this.shared = SharedResources.create(interceptors, beans);
    }

    @Produces
    @Dependent
    MessageSender sender(InjectionPoint point) {
        return new InjectedSender(SenderSettings.of(point), shared);
    }

    /**
     * Takes the application's context while no caller is there whose identity could come with it, has its checkers asked, and warns about factories
     * that are missing now. They are no error yet: some servers bind {@code java:app} names later.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event, SenderExtension extension) {
        shared.checkers().register(extension.checkers());
        if (extension.factoryNames().isEmpty()) {
            return;
        }
        shared.completions().captureContext();
        for (List<String> names : extension.factoryNames()) {
            try {
                shared.factories().find(names);
            } catch (ConnectionFactoryUnavailableException e) {
                LOG.log(Logger.Level.WARNING, "connectionFactory=" + names + " found=no reason=" + e.getMessage());
            }
        }
    }

    @PreDestroy
    void stop() {
        shared.close();
    }

    /** Returns what the senders share, so that no send has to go through this bean's proxy. Public, as proxies like it. */
    public SharedResources shared() {
        return shared;
    }
}
