package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.transaction.ClusterLink;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Opens the way to clusters that only the log of transactions knows: as the adapter's own user, else as the one that a connection
 * factory of that cluster has, which may come to be known only later.
 */
final class RecoveredClusters implements Function<String, ClusterLink> {

    private final Credentials own;

    /** By cluster, of which there are as many as factories. */
    private final Map<String, ClientIdentity> offered = new ConcurrentHashMap<>();

    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private volatile ClientRegistry registry;

    /**
     * @param own who the adapter is itself, or anonymous
     */
    RecoveredClusters(Credentials own) {
        this.own = own;
    }

    /** Where the clients of the runtime are, before the first is asked for. */
    void in(ClientRegistry clients) {
        registry = clients;
    }

    /** A connection factory reaches its cluster in this way. The first that has a user stays the one. */
    void offer(ClientIdentity identity) {
        ClientIdentity wanted = own.anonymous()
                ? identity
                : new ClientIdentity(identity.nameServers(), own, identity.tls(), identity.addressUrl());
        String cluster = wanted.cluster();
        if (better(wanted, offered.get(cluster))
                && offered.merge(cluster, wanted, (before, now) -> better(now, before) ? now : before) == wanted
                && opened.contains(cluster)) {
            open(wanted);
        }
    }

    private boolean better(ClientIdentity wanted, ClientIdentity before) {
        return before == null
                ? !wanted.equals(ClientIdentity.of(wanted.cluster(), own))
                : before.credentials().anonymous() && !wanted.credentials().anonymous();
    }

    /** The way to a cluster, whose client stays until the runtime is stopped. */
    @Override
    public ClusterLink apply(String cluster) {
        opened.add(cluster); // before the look: an offer that comes meanwhile opens it again
        ClientIdentity found = offered.get(cluster);
        return open(found == null ? ClientIdentity.of(cluster, own) : found);
    }

    private ClusterLink open(ClientIdentity identity) {
        try (ClientLease lease = registry.lease(identity)) {
            return lease.transactions();
        }
    }
}
