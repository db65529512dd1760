package io.rocketjca.impl.config;

import java.time.Duration;
import java.util.regex.Pattern;

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
 * @param clientIp the address that ids of clients and messages begin with, or {@code null} for one that is found
 * @param transactions how sends join transactions
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
        Duration drainTimeout,
        String clientIp,
        TransactionConfig transactions) {

    private static final Pattern ADAPTER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** The upper 24 bits of one signed long count messages. */
    public static final int MOST_MESSAGES_IN_FLIGHT = (1 << 23) - 1;

    /** The lower 40 bits of the same long count bytes, and one message may exceed the bound by as much again. */
    public static final long MOST_BYTES_IN_FLIGHT = 1L << 39;

    /** The longest time that can be configured for anything but lingering; longer is a mistake in the unit. */
    public static final long MAX_TIME_MILLIS = 86_400_000;

    /** The shortest time between two rounds of heartbeats or refreshes, so that name servers and brokers can bear it. */
    public static final long MIN_INTERVAL_MILLIS = 100;

    /** A year. */
    private static final long MAX_LINGER_MILLIS = 365 * MAX_TIME_MILLIS;

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
                Duration.ofSeconds(5),
                null,
                TransactionConfig.defaults());
    }

    /** Notes every value that cannot work, those of {@link #remoting} included. */
    public void check(ConfigProblems problems) {
        if (adapterName == null || !ADAPTER_NAME.matcher(adapterName).matches()) {
            problems.add("adapter name is '" + adapterName + "', but must be 1 to 64 letters, digits, '_' or '-'");
        }
        remoting.check(problems);
        problems.checkRange("request timeout in milliseconds", requestTimeout.toMillis(), 1, MAX_TIME_MILLIS);
        problems.checkRange(
                "route poll interval in milliseconds",
                routePollInterval.toMillis(),
                MIN_INTERVAL_MILLIS,
                MAX_TIME_MILLIS);
        problems.checkRange(
                "heartbeat interval in milliseconds",
                heartbeatInterval.toMillis(),
                MIN_INTERVAL_MILLIS,
                MAX_TIME_MILLIS);
        problems.checkRange("idle client linger in milliseconds", idleClientLinger.toMillis(), 0, MAX_LINGER_MILLIS);
        problems.checkRange("messages in flight", maxInFlightMessages, 1, MOST_MESSAGES_IN_FLIGHT);
        problems.checkRange("message bytes in flight", maxInFlightBytes, 1, MOST_BYTES_IN_FLIGHT);
        problems.checkRange("drain timeout in milliseconds", drainTimeout.toMillis(), 0, MAX_TIME_MILLIS);
        transactions.check(problems);
    }
}
