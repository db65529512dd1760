package io.rocketjca.cdi;

import io.rocketjca.SendInterceptor;
import io.rocketjca.SendVetoedException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/**
 * The interceptors of one application: all beans of that type, in the order of their priorities. They are found by the first
 * send, not earlier, as an interceptor may itself have a sender injected.
 */
final class SendInterceptors {

    /** The priority of a bean without one: after all those of the application that have one. */
    private static final int DEFAULT_PRIORITY = jakarta.interceptor.Interceptor.Priority.APPLICATION + 500;

    private static final Comparator<Instance.Handle<SendInterceptor>> BY_PRIORITY =
            Comparator.<Instance.Handle<SendInterceptor>>comparingInt(handle -> priority(handle.getBean()))
                    .thenComparing(handle -> handle.getBean().getBeanClass().getName());

    private final Instance<SendInterceptor> beans;
    private final boolean tracing = OpenTelemetry.visible();
    private final AtomicReference<List<SendInterceptor>> known = new AtomicReference<>();

    SendInterceptors(Instance<SendInterceptor> beans) {
        this.beans = beans;
    }

    /**
     * Returns the interceptors, first the propagation of trace contexts if the application has OpenTelemetry.
     *
     * @throws SendVetoedException if one cannot be made: a message must not pass without those who would stop it
     */
    List<SendInterceptor> all() {
        List<SendInterceptor> all = new ArrayList<>();
        if (tracing) {
            all.add(new TraceContextPropagation());
        }
        all.addAll(ofApplication());
        return List.copyOf(all);
    }

    /** Whether {@link #ofApplication} are all whom the calling thread needs now. */
    boolean nothingToPropagate() {
        try {
            return !tracing || TraceContextPropagation.idle();
        } catch (RuntimeException | LinkageError broken) {
            return false; // the send will tell
        }
    }

    /**
     * Returns the beans alone.
     *
     * @throws SendVetoedException as {@link #all} does
     */
    List<SendInterceptor> ofApplication() {
        if (known.get() == null) {
            try {
                known.compareAndSet(null, find());
            } catch (RuntimeException failure) {
                throw new SendVetoedException(
                        "The message was not sent: a bean of type SendInterceptor cannot be made: " + failure, failure);
            }
        }
        return known.get();
    }

    private List<SendInterceptor> find() {
        return StreamSupport.stream(beans.handles().spliterator(), false)
                .sorted(BY_PRIORITY)
                .map(Instance.Handle::get)
                .toList();
    }

    private static int priority(Bean<?> bean) {
        if (bean instanceof Prioritized prioritized) {
            return prioritized.getPriority();
        }
        Priority priority = bean.getBeanClass().getAnnotation(Priority.class);
        return priority == null ? DEFAULT_PRIORITY : priority.value();
    }
}
