package io.rocketjca.impl.connector;

/** The bounds of the config properties, so that the annotations and the checks at run time cannot differ. */
final class ConfigBounds {

    static final long DAY_MILLIS = 86_400_000L;

    static final String ADAPTER_NAME = "[A-Za-z0-9_-]{1,64}";
    static final String ADAPTER_NAME_WORDS = "must be 1 to 64 letters, digits, '_' or '-'";

    static final String PRODUCER_GROUP = "(?!DEFAULT_PRODUCER$)[%|A-Za-z0-9_-]{1,120}";
    static final String PRODUCER_GROUP_WORDS =
            "must be 1 to 120 letters, digits, '_', '-', '%' or '|', and not the reserved DEFAULT_PRODUCER";

    static final long MIN_TIMEOUT_MILLIS = 1;
    static final long MIN_INTERVAL_MILLIS = 100;

    static final long MIN_IN_FLIGHT = 1;
    static final long MAX_IN_FLIGHT_MESSAGES = 1_000_000;
    static final long MAX_IN_FLIGHT_MEBIBYTES = 65_536;

    static final long MAX_DRAIN_MILLIS = 600_000;
    static final long MAX_LINGER_MINUTES = 525_600;

    static final long MAX_RETRIES = 100;
    static final long MIN_MESSAGE_BYTES = 1;
    static final long MAX_MESSAGE_BYTES = 67_108_864;
    static final long MIN_COMPRESS_LEVEL = 1;
    static final long MAX_COMPRESS_LEVEL = 9;
    static final long MIN_TOPIC_QUEUES = 1;
    static final long MAX_TOPIC_QUEUES = 1024;

    static final String TLS_PROTOCOLS = "\\s*TLSv1\\.[23]\\s*(,\\s*TLSv1\\.[23]\\s*)?";
    static final String TLS_PROTOCOLS_WORDS = "must be TLSv1.3, TLSv1.2, or both with a comma between";

    static final String TLS_SERVER_NAME = "[A-Za-z0-9._:-]{0,253}";
    static final String TLS_SERVER_NAME_WORDS = "must be one host name without a port";

    private ConfigBounds() {}
}
