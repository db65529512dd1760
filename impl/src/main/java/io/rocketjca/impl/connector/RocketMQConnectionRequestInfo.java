package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.Credentials;
import jakarta.resource.spi.ConnectionRequestInfo;
import java.util.Objects;

/**
 * What one {@code getConnection} call asks for beyond the configuration: credentials, or none of its own. Never an address.
 */
final class RocketMQConnectionRequestInfo implements ConnectionRequestInfo {

    /** Asks for a connection as it is configured. */
    static final RocketMQConnectionRequestInfo AS_CONFIGURED = new RocketMQConnectionRequestInfo(null);

    private final Credentials credentials;

    private RocketMQConnectionRequestInfo(Credentials credentials) {
        this.credentials = credentials;
    }

    static RocketMQConnectionRequestInfo of(Credentials credentials) {
        return new RocketMQConnectionRequestInfo(Objects.requireNonNull(credentials, "credentials"));
    }

    /** The caller's own credentials, or {@code null} for the configured ones. */
    Credentials credentials() {
        return credentials;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RocketMQConnectionRequestInfo that && Objects.equals(credentials, that.credentials);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(credentials);
    }

    @Override
    public String toString() {
        return credentials == null ? "as configured" : credentials.toString();
    }
}
