package io.rocketjca.impl.config;

import java.util.List;
import java.util.Optional;

/**
 * What makes two connection factories share one client instance: the same cluster, reached in the same way by the same user.
 *
 * @param nameServers the name servers as {@code host:port}, in the configured order; empty if they are to be learned
 * @param credentials who the client is
 * @param tls whether and how its connections are encrypted
 * @param addressUrl where to learn the name servers, or {@code null} if they are configured
 */
public record ClientIdentity(List<String> nameServers, Credentials credentials, TlsConfig tls, String addressUrl) {

    public ClientIdentity {
        nameServers = List.copyOf(nameServers);
        if (nameServers.isEmpty() && addressUrl == null) {
            throw new IllegalArgumentException("A client needs at least one name server");
        }
    }

    /** The identity of a client whose name servers are configured. */
    public ClientIdentity(List<String> nameServers, Credentials credentials, TlsConfig tls) {
        this(nameServers, credentials, tls, null);
    }

    /** The identity of a client whose connections are not encrypted. */
    public ClientIdentity(List<String> nameServers, Credentials credentials) {
        this(nameServers, credentials, TlsConfig.OFF);
    }

    /**
     * Reads an identity from configured texts.
     *
     * @param nameServers {@code host:port} entries separated by semicolons or commas, IPv6 addresses in brackets
     * @param problems where everything that is wrong is noted
     * @return empty if anything was wrong
     */
    public static Optional<ClientIdentity> parse(String nameServers, Credentials credentials, ConfigProblems problems) {
        ConfigProblems own = new ConfigProblems();
        List<String> addresses = NameServerList.parse(nameServers, own);
        credentials.check(own);
        own.all().forEach(problems::add);
        return own.none() ? Optional.of(new ClientIdentity(addresses, credentials)) : Optional.empty();
    }

    /** Cluster and user tell nearly all apart. What the compiler derives is made at run time, while a server starts. */
    @Override
    public int hashCode() {
        return 31 * nameServers.hashCode() + credentials.accessKey().hashCode();
    }

    /** Which cluster it is: the name servers with semicolons between them, or where to learn them. */
    public String cluster() {
        return addressUrl == null ? String.join(";", nameServers) : addressUrl;
    }

    /** The identity of a client for a {@link #cluster}, without encryption. */
    public static ClientIdentity of(String cluster, Credentials credentials) {
        return cluster.contains("://")
                ? new ClientIdentity(List.of(), credentials, TlsConfig.OFF, cluster)
                : new ClientIdentity(List.of(cluster.split(";")), credentials);
    }
}
