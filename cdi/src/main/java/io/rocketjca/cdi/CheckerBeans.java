package io.rocketjca.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The beans that are asked how work ended, by the JNDI names of their connection factories. */
final class CheckerBeans {

    private CheckerBeans() {}

    /**
     * Returns the bean for each list of names.
     *
     * @throws IllegalArgumentException if there are two for one
     */
    static Map<List<String>, Bean<?>> byFactoryNames(List<Bean<?>> beans) {
        Map<List<String>, Bean<?>> found = new LinkedHashMap<>();
        for (Bean<?> bean : beans) {
            Bean<?> other = found.put(factoryNames(bean), bean);
            if (other != null) {
                throw new IllegalArgumentException("two beans are transaction checkers of the same connection factory: "
                        + other.getBeanClass().getName() + " and "
                        + bean.getBeanClass().getName()
                        + "; keep one, or give them different @CheckerConfig(connectionFactory = ...)");
            }
        }
        return found;
    }

    private static List<String> factoryNames(Bean<?> bean) {
        CheckerConfig config = bean.getBeanClass().getAnnotation(CheckerConfig.class);
        return SenderSettings.factoryNames(config == null ? "" : config.connectionFactory());
    }
}
