package io.rocketjca.cdi;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.resource.ResourceException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The checkers of one application, known to the adapter from {@link #register} to {@link #close}. */
final class RegisteredCheckers {

    private static final Logger LOG = System.getLogger(RegisteredCheckers.class.getName());

    private final BeanManager beans;
    private final ConnectionFactories factories;
    private final CompletionQueue questions = new CompletionQueue(ApplicationExecutor::ofCallingThread);
    private final Map<List<String>, Bean<?>> missing = new HashMap<>();
    private final List<Runnable> ends = new ArrayList<>();
    private final ReentrantLock registering = new ReentrantLock();
    private volatile boolean complete = true;

    RegisteredCheckers(BeanManager beans, ConnectionFactories factories) {
        this.beans = beans;
        this.factories = factories;
    }

    /** Registers all; on a thread of the application, whose context they get. What cannot be found yet is tried again later. */
    void register(Map<List<String>, Bean<?>> checkers) {
        registering.lock();
        try {
            missing.putAll(checkers);
            complete = missing.isEmpty();
        } finally {
            registering.unlock();
        }
        registerMissing();
    }

    /** Tries again what could not be registered before, as some servers bind {@code java:app} names late. */
    void registerMissing() {
        if (complete) {
            return;
        }
        registering.lock();
        try {
            questions.captureContext();
            missing.entrySet().removeIf(entry -> registered(entry.getKey(), entry.getValue()));
            complete = missing.isEmpty();
        } finally {
            registering.unlock();
        }
    }

    private boolean registered(List<String> names, Bean<?> bean) {
        try {
            CreationalContext<?> context = beans.createCreationalContext(bean);
            TransactionChecker checker =
                    (TransactionChecker) beans.getReference(bean, TransactionChecker.class, context);
            CheckerRegistration registration =
                    factories.find(names).registerChecker(inRequest(checker), this::onApplicationThread);
            ends.add(() -> {
                registration.close();
                context.release();
            });
            return true;
        } catch (ConnectionFactoryUnavailableException | ResourceException e) {
            LOG.log(
                    Logger.Level.WARNING,
                    "checker=" + bean.getBeanClass().getName() + " connectionFactory=" + names
                            + " registered=no; tried again with the next sendInTransaction; reason=" + e.getMessage());
            return false;
        }
    }

    /** What the executor does not take is dropped: the broker asks again. */
    private void onApplicationThread(Runnable question) {
        questions.dispatch(question, dropped -> {});
    }

    private TransactionChecker inRequest(TransactionChecker checker) {
        return message -> check(checker, message);
    }

    private TransactionOutcome check(TransactionChecker checker, StoredMessage message) throws Exception {
        RequestContextController requests =
                beans.createInstance().select(RequestContextController.class).get();
        boolean activated = requests.activate();
        try {
            return checker.check(message);
        } finally {
            if (activated) {
                requests.deactivate();
            }
        }
    }

    /** Ends all registrations; nothing is asked any more. */
    void close() {
        registering.lock();
        try {
            ends.forEach(Runnable::run);
            ends.clear();
            missing.clear();
            complete = true;
        } finally {
            registering.unlock();
        }
        questions.close();
    }
}
