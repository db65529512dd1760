package io.rocketjca.cdi;

import io.rocketjca.RocketMQConnectionFactory;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The connection factories that one application has found so far. Safe for use by many threads.
 *
 * <p>It holds at most one factory per list of names in the application's annotations. Names that mean something else in
 * another component or module are looked up anew by every sender.
 */
final class ConnectionFactories {

    private final ConcurrentMap<List<String>, RocketMQConnectionFactory> found = new ConcurrentHashMap<>();

    /**
     * Returns the factory bound at the first of these names that is bound.
     *
     * @throws io.rocketjca.ConnectionFactoryUnavailableException if there is none
     */
    RocketMQConnectionFactory find(List<String> names) {
        RocketMQConnectionFactory known = found.get(names);
        if (known != null) {
            return known;
        }
        RocketMQConnectionFactory factory = FactoryLookup.find(names);
        if (names.stream().noneMatch(ConnectionFactories::isLocal)) {
            found.put(names, factory);
        }
        return factory;
    }

    /** Forgets a factory that gave no connection, so that the next send sees what an administrator has changed. */
    void forget(List<String> names, RocketMQConnectionFactory stale) {
        found.remove(names, stale);
    }

    private static boolean isLocal(String name) {
        return name.startsWith("java:comp/") || name.startsWith("java:module/");
    }
}
