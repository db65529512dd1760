package io.rocketjca.impl.config;

import java.time.Duration;

/**
 * What all clients of one resource adapter have in common.
 *
 * @param adapterName the adapter's name, which starts the names of its threads
 * @param remoting how connections behave
 * @param requestTimeout the time for one route, heartbeat or unregister request
 * @param routePollInterval the time between two refreshes of all known routes
 * @param heartbeatInterval the time between two heartbeats to all known brokers
 * @param idleClientLinger how long a client instance that nobody uses stays alive
 * @param maxInFlightMessages the most messages under way in one client instance
 * @param maxInFlightBytes the most body bytes under way in one client instance
 * @param drainTimeout how long a stop waits for messages under way
 */
public record RuntimeConfig(
        String adapterName,
        RemotingConfig remoting,
        Duration requestTimeout,
        Duration routePollInterval,
        Duration heartbeatInterval,
        Duration idleClientLinger,
        int maxInFlightMessages,
        long maxInFlightBytes,
        Duration drainTimeout) {

    public static RuntimeConfig defaults() {
        return new RuntimeConfig(
                "rocketjca",
                RemotingConfig.defaults(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                10_000,
                64L << 20,
                Duration.ofSeconds(5));
    }
}
