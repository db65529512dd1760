package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import java.time.Duration;

/** Turns the config properties of the resource adapter into the frozen config of everything it runs. */
final class ResourceAdapterConfig {

    /** Five quarters of it are less than the most slots that a connection can have. */
    private static final int MOST_MESSAGES_WITH_SLOTS = 800_000;

    private ResourceAdapterConfig() {}

    /**
     * Reads the config.
     *
     * @param problems where everything that is wrong is noted; if any, the result must not be used
     */
    static RuntimeConfig read(RocketMQResourceAdapter adapter, ConfigProblems problems) {
        ConfigPropertyReader reader = new ConfigPropertyReader(problems);
        RuntimeConfig defaults = RuntimeConfig.defaults();
        RuntimeConfig config = new RuntimeConfig(
                reader.text(
                        "adapterName",
                        adapter.getAdapterName(),
                        ConfigBounds.ADAPTER_NAME,
                        ConfigBounds.ADAPTER_NAME_WORDS),
                remoting(reader, adapter, defaults.remoting()),
                timeout(reader, "requestTimeoutMillis", adapter.getRequestTimeoutMillis()),
                interval(reader, "routePollIntervalMillis", adapter.getRoutePollIntervalMillis()),
                interval(reader, "heartbeatIntervalMillis", adapter.getHeartbeatIntervalMillis()),
                Duration.ofMinutes(reader.number(
                        "idleClientLingerMinutes",
                        adapter.getIdleClientLingerMinutes(),
                        0,
                        ConfigBounds.MAX_LINGER_MINUTES)),
                reader.number(
                        "maxInFlightMessages",
                        adapter.getMaxInFlightMessages(),
                        ConfigBounds.MIN_IN_FLIGHT,
                        ConfigBounds.MAX_IN_FLIGHT_MESSAGES),
                mebibytes(reader, adapter.getMaxInFlightMebibytes()),
                reader.millis("drainTimeoutMillis", adapter.getDrainTimeoutMillis(), 0, ConfigBounds.MAX_DRAIN_MILLIS),
                clientIp(reader, adapter),
                transactions(reader, adapter));
        checkNameServers(adapter.getNameServers(), problems);
        reader.optional(
                "nameServerAddressUrl",
                adapter.getNameServerAddressUrl(),
                ConfigBounds.ADDRESS_URL,
                ConfigBounds.ADDRESS_URL_WORDS);
        if (problems.none()) {
            config.check(problems);
        }
        return config;
    }

    private static String clientIp(ConfigPropertyReader reader, RocketMQResourceAdapter adapter) {
        String address = reader.optional(
                "clientIp", adapter.getClientIp(), ConfigBounds.CLIENT_IP, ConfigBounds.CLIENT_IP_WORDS);
        return address.isEmpty() ? null : address;
    }

    private static TransactionConfig transactions(ConfigPropertyReader reader, RocketMQResourceAdapter adapter) {
        reader.checkLength(
                "transactionLogDirectory", adapter.getTransactionLogDirectory(), ConfigBounds.MAX_PATH_CHARACTERS);
        reader.checkLength("transactionUserName", adapter.getTransactionUserName(), ConfigBounds.MAX_KEY_CHARACTERS);
        reader.checkLength("transactionPassword", adapter.getTransactionPassword(), ConfigBounds.MAX_KEY_CHARACTERS);
        ServerPlace place = ServerPlace.ofThisProcess();
        String node = adapter.getNodeName() == null ? place.node() : adapter.getNodeName();
        return new TransactionConfig(
                reader.text(
                        "transactionGroup",
                        adapter.getTransactionGroup(),
                        ConfigBounds.TRANSACTION_NAME,
                        ConfigBounds.TRANSACTION_NAME_WORDS),
                reader.text("nodeName", node, ConfigBounds.TRANSACTION_NAME, ConfigBounds.TRANSACTION_NAME_WORDS),
                place.logDirectory(adapter.getTransactionLogDirectory(), adapter.getAdapterName()),
                reader.number(
                        "maxMessagesPerTransaction",
                        adapter.getMaxMessagesPerTransaction(),
                        1,
                        ConfigBounds.MAX_TRANSACTION_MESSAGES),
                timeout(reader, "commitTimeoutMillis", adapter.getCommitTimeoutMillis()),
                reader.flag("recommitWhenUnsure", adapter.getRecommitWhenUnsure()),
                new Credentials(adapter.getTransactionUserName(), adapter.getTransactionPassword()),
                place.recoverySetup());
    }

    private static RemotingConfig remoting(
            ConfigPropertyReader reader, RocketMQResourceAdapter adapter, RemotingConfig defaults) {
        return new RemotingConfig(
                timeout(reader, "connectTimeoutMillis", adapter.getConnectTimeoutMillis()),
                defaults.maxFrameBytes(),
                slotsFor(adapter.getMaxInFlightMessages(), defaults.maxInFlightRequests()),
                defaults.maxPendingBytes());
    }

    /** A power of two with room to spare for all messages that may be under way, should all go to one broker. */
    private static int slotsFor(Integer messages, int least) {
        int wanted = messages == null ? least : Math.max(least, Math.min(messages, MOST_MESSAGES_WITH_SLOTS) / 4 * 5);
        return Integer.highestOneBit(wanted - 1) << 1;
    }

    private static Duration timeout(ConfigPropertyReader reader, String property, Integer value) {
        return reader.millis(property, value, ConfigBounds.MIN_TIMEOUT_MILLIS, ConfigBounds.DAY_MILLIS);
    }

    private static Duration interval(ConfigPropertyReader reader, String property, Integer value) {
        return reader.millis(property, value, ConfigBounds.MIN_INTERVAL_MILLIS, ConfigBounds.DAY_MILLIS);
    }

    private static long mebibytes(ConfigPropertyReader reader, Integer value) {
        int mebibytes = reader.number(
                "maxInFlightMebibytes", value, ConfigBounds.MIN_IN_FLIGHT, ConfigBounds.MAX_IN_FLIGHT_MEBIBYTES);
        return (long) mebibytes << 20;
    }

    /** Empty is fine here: every connection factory may bring its own. */
    private static void checkNameServers(String nameServers, ConfigProblems problems) {
        if (nameServers != null && !nameServers.isBlank()) {
            ConfigProblems own = new ConfigProblems();
            ClientIdentity.parse(nameServers, Credentials.ANONYMOUS, own);
            own.all().forEach(problem -> problems.add("nameServers: " + problem));
        }
    }
}
