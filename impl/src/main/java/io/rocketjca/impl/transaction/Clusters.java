package io.rocketjca.impl.transaction;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The ways to the clusters that transactions have touched. Each is kept until the adapter stops, so that brokers can ask as
 * long as they have something to ask.
 */
final class Clusters {

    private final Map<String, ClusterLink> byNameServers = new ConcurrentHashMap<>();
    private final Function<String, ClusterLink> opener;

    /**
     * @param opener opens the way to a cluster that only the log knows
     */
    Clusters(Function<String, ClusterLink> opener) {
        this.opener = opener;
    }

    /** A connection factory has one; it is taken for all that comes from an earlier run. */
    void add(ClusterLink link) {
        byNameServers.put(link.nameServers(), link);
    }

    /** The way to the brokers of a half message. */
    ClusterLink of(Half half) {
        ClusterLink origin = half.origin();
        return origin != null ? origin : of(half.nameServers());
    }

    /** Opening a way adds it, so the table must not be locked meanwhile. */
    private ClusterLink of(String nameServers) {
        ClusterLink known = byNameServers.get(nameServers);
        if (known != null) {
            return known;
        }
        ClusterLink opened = opener.apply(nameServers);
        ClusterLink other = byNameServers.putIfAbsent(nameServers, opened);
        return other == null ? opened : other;
    }
}
