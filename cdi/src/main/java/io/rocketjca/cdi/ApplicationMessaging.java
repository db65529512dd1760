package io.rocketjca.cdi;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.MessageSender;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.System.Logger;
import java.util.List;

/** What all senders of one application share, and the producer method that makes them. */
@ApplicationScoped
class ApplicationMessaging {

    private static final Logger LOG = System.getLogger(ApplicationMessaging.class.getName());

    private final ConnectionFactories factories = new ConnectionFactories();
    private final JsonPayloads payloads = new JsonPayloads();
    private final CompletionQueue completions = new CompletionQueue(ApplicationExecutor::ofCallingThread);

    @Produces
    @Dependent
    MessageSender sender(InjectionPoint point) {
        return new InjectedSender(SenderSettings.of(point), this);
    }

    /**
     * Takes the application's context while no caller is there whose identity could come with it, and warns about factories
     * that are missing now. They are no error yet: some servers bind {@code java:app} names later.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event, SenderExtension extension) {
        if (extension.factoryNames().isEmpty()) {
            return;
        }
        completions.captureContext();
        for (List<String> names : extension.factoryNames()) {
            try {
                factories.find(names);
            } catch (ConnectionFactoryUnavailableException e) {
                LOG.log(Logger.Level.WARNING, "connectionFactory=" + names + " found=no reason=" + e.getMessage());
            }
        }
    }

    @PreDestroy
    void stop() {
        completions.close();
        payloads.close();
    }

    /** Returns the instance behind the proxy that containers inject, to spare each send the way through it. */
    ApplicationMessaging self() {
        return this;
    }

    ConnectionFactories factories() {
        return factories;
    }

    JsonPayloads payloads() {
        return payloads;
    }

    CompletionQueue completions() {
        return completions;
    }
}
