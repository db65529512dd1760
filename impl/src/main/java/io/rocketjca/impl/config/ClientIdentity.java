package io.rocketjca.impl.config;

import java.util.List;

/**
 * What makes two connection factories share one client instance: the same cluster, reached in the same way by the same user.
 *
 * @param nameServers the name servers as {@code host:port}, in the configured order, at least one
 * @param credentials who the client is
 */
public record ClientIdentity(List<String> nameServers, Credentials credentials) {

    public ClientIdentity {
        nameServers = List.copyOf(nameServers);
    }
}
