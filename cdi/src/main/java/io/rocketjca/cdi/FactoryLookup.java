package io.rocketjca.cdi;

import io.rocketjca.ConnectionFactoryUnavailableException;
import io.rocketjca.RocketMQConnectionFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds a connection factory in JNDI, in the naming context of the calling thread, or tells the whole story. */
final class FactoryLookup {

    private final Map<String, NamingException> failures = new LinkedHashMap<>();
    private final List<String> names;

    private FactoryLookup(List<String> names) {
        this.names = names;
    }

    /**
     * Tries names in order.
     *
     * @param names JNDI names
     * @return what the first bound name holds
     * @throws ConnectionFactoryUnavailableException if no name is bound, or the first bound one holds something else
     */
    static RocketMQConnectionFactory find(List<String> names) {
        return new FactoryLookup(names).find();
    }

    private RocketMQConnectionFactory find() {
        for (String name : names) {
            Object bound = lookup(name);
            if (bound instanceof RocketMQConnectionFactory factory) {
                return factory;
            }
            if (bound != null) {
                throw wrongClass(name, bound);
            }
        }
        throw notBound();
    }

    private Object lookup(String name) {
        try {
            InitialContext context = new InitialContext();
            try {
                return context.lookup(name);
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            failures.put(name, e);
            return null;
        }
    }

    private ConnectionFactoryUnavailableException notBound() {
        StringBuilder text = new StringBuilder("No RocketMQ connection factory was found. Tried");
        String separator = " ";
        for (String name : names) {
            NamingException failure = failures.get(name);
            text.append(separator).append('\'').append(name).append("': ");
            text.append(failure == null ? "bound to nothing" : failure.toString());
            separator = "; ";
        }
        Throwable cause =
                failures.isEmpty() ? null : failures.values().iterator().next();
        return new ConnectionFactoryUnavailableException(text + ". " + ServerHints.BINDING, cause);
    }

    private ConnectionFactoryUnavailableException wrongClass(String name, Object bound) {
        Class<?> found = bound.getClass();
        String text = "What is bound at '" + name + "' cannot be used as " + RocketMQConnectionFactory.class.getName()
                + ": it is a " + found.getName() + ". ";
        if (namesFactory(found)) {
            text += "The class is loaded by another class loader: the adapter is not visible to the application, or the"
                    + " rocketjca-api jar is bundled in the application. " + ServerHints.VISIBILITY;
        } else {
            text += "Name a connection factory of the adapter in @SenderConfig(connectionFactory = ...).";
        }
        return new ConnectionFactoryUnavailableException(text, null);
    }

    /** Tells whether a class implements an interface that has the factory's name, although it is not the factory's. */
    private static boolean namesFactory(Class<?> type) {
        if (type == null) {
            return false;
        }
        if (type.getName().equals(RocketMQConnectionFactory.class.getName())) {
            return true;
        }
        for (Class<?> parent : type.getInterfaces()) {
            if (namesFactory(parent)) {
                return true;
            }
        }
        return namesFactory(type.getSuperclass());
    }
}
