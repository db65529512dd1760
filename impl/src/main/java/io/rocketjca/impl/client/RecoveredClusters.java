package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.transaction.ClusterLink;
import java.util.function.Function;

/** Opens the way to clusters that only the log of transactions knows: as the adapter itself, for nobody has asked yet. */
final class RecoveredClusters implements Function<String, ClusterLink> {

    private final Credentials credentials;
    private volatile ClientRegistry registry;

    RecoveredClusters(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Where the clients of the runtime are, before the first is asked for. */
    void in(ClientRegistry clients) {
        registry = clients;
    }

    /** The way to a cluster, whose client stays until the runtime is stopped. */
    @Override
    public ClusterLink apply(String nameServers) {
        ClientIdentity identity = ClientIdentity.of(nameServers, credentials);
        try (ClientLease lease = registry.lease(identity)) {
            return lease.transactions();
        }
    }
}
