package io.rocketjca.cdi;

import io.rocketjca.TransactionMode;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one injection point says about its sender: the checked content of {@link SenderConfig}.
 *
 * @param factoryNames the JNDI names to try, in order
 * @param topic the default topic, or {@code null} if there is none
 * @param timeout the send timeout, or {@code null} for the factory's own
 * @param transaction how sends stand to the caller's transaction
 */
record SenderSettings(List<String> factoryNames, String topic, Duration timeout, TransactionMode transaction)
        implements Serializable {

    private static final List<String> DEFAULT_NAMES =
            List.of("java:app/rocketmq/ConnectionFactory", "rocketmq/ConnectionFactory");

    private static final SenderSettings DEFAULTS = new SenderSettings(DEFAULT_NAMES, null, null, TransactionMode.JOIN);

    /**
     * Reads an injection point.
     *
     * @param point the injection point, or {@code null} for a sender that was asked for by program
     * @throws IllegalArgumentException if what it says makes no sense
     */
    static SenderSettings of(InjectionPoint point) {
        Annotated annotated = point == null ? null : point.getAnnotated();
        return annotated == null ? DEFAULTS : of(annotated.getAnnotations());
    }

    private static SenderSettings of(Collection<Annotation> annotations) {
        Set<SenderConfig> configs = new HashSet<>();
        for (Annotation annotation : annotations) {
            collect(annotation, configs, new HashSet<>());
        }
        if (configs.size() > 1) {
            throw new IllegalArgumentException("it carries several configurations that contradict each other: "
                    + configs + "; keep one @SenderConfig, or one annotation that carries it");
        }
        return configs.isEmpty() ? DEFAULTS : of(configs.iterator().next());
    }

    private static void collect(
            Annotation annotation, Set<SenderConfig> configs, Set<Class<? extends Annotation>> visited) {
        if (annotation instanceof SenderConfig config) {
            configs.add(config);
            return;
        }
        Class<? extends Annotation> type = annotation.annotationType();
        if (type.getName().startsWith("java.") || !visited.add(type)) {
            return;
        }
        for (Annotation meta : type.getAnnotations()) {
            collect(meta, configs, visited);
        }
    }

    /**
     * The JNDI names to try for a factory.
     *
     * @param configured as an annotation says it; empty for the default
     * @throws IllegalArgumentException if that makes no sense
     */
    static List<String> factoryNames(String configured) {
        String factory = given("connectionFactory", configured);
        return factory == null ? DEFAULT_NAMES : List.of(factory);
    }

    private static SenderSettings of(SenderConfig config) {
        String topic = given("topic", config.topic());
        long millis = config.timeoutMillis();
        if (millis < 0) {
            throw new IllegalArgumentException(
                    "timeoutMillis must be greater than zero, or 0 for the factory's own timeout, but is " + millis);
        }
        return new SenderSettings(
                factoryNames(config.connectionFactory()),
                topic,
                millis == 0 ? null : Duration.ofMillis(millis),
                config.transaction());
    }

    private static String given(String member, String value) {
        if (value.isEmpty()) {
            return null;
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    member + " must be a name without spaces around it, or empty, but is \"" + value + "\"");
        }
        return value;
    }
}
