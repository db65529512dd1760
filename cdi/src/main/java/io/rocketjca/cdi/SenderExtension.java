package io.rocketjca.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Provider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks at deployment what can be checked then: that the adapter's classes are visible, and what every injection point of a
 * sender says.
 *
 * <p>It names the adapter's classes only as text, so that it still loads, and can say what is wrong, when they are missing.
 */
public class SenderExtension implements Extension {

    private static final String SENDER = "io.rocketjca.MessageSender";
    private static final String CHECKER = "io.rocketjca.TransactionChecker";

    private final Set<List<String>> factoryNames = new LinkedHashSet<>();
    private final List<Bean<?>> checkerBeans = new ArrayList<>();
    private final Map<List<String>, Bean<?>> checkers = new LinkedHashMap<>();

    /** Creates the extension; called by the CDI container. */
    public SenderExtension() {
        // The container fills it by its observer methods.
    }

    void requireVisibleAdapter(@Observes BeforeBeanDiscovery event) {
        try {
            Class.forName(SENDER, false, SenderExtension.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new DefinitionException(
                    "RocketJCA: the class " + SENDER + " is not visible to the application. " + ServerHints.VISIBILITY,
                    missing);
        }
    }

    void check(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (!asksForSender(point.getType())) {
            return;
        }
        try {
            factoryNames.add(SenderSettings.of(point).factoryNames());
        } catch (IllegalArgumentException wrong) {
            event.addDefinitionError(
                    new DefinitionException("RocketJCA: wrong @SenderConfig at " + point + ": " + wrong.getMessage()));
        }
    }

    /** A bean manager would not do: on some servers that of an extension does not see the application's beans. */
    void findChecker(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (bean.getTypes().stream().anyMatch(type -> type.getTypeName().equals(CHECKER))) {
            checkerBeans.add(bean);
        }
    }

    void nameCheckers(@Observes AfterDeploymentValidation event) {
        try {
            checkers.putAll(CheckerBeans.byFactoryNames(checkerBeans));
        } catch (IllegalArgumentException wrong) {
            event.addDeploymentProblem(new DeploymentException("RocketJCA: " + wrong.getMessage()));
        }
    }

    /** Returns the transaction checker for each list of JNDI names. */
    Map<List<String>, Bean<?>> checkers() {
        return Map.copyOf(checkers);
    }

    /** Returns the JNDI names that the injection points of this application ask for, each list once. */
    Set<List<String>> factoryNames() {
        return Set.copyOf(factoryNames);
    }

    private static boolean asksForSender(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type raw = parameterized.getRawType();
            boolean indirect = raw == Instance.class || raw == Provider.class;
            return indirect && asksForSender(parameterized.getActualTypeArguments()[0]);
        }
        return type.getTypeName().equals(SENDER);
    }
}
