package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.config.NameServerList;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TopicCreation;
import io.rocketjca.impl.config.TransactionConfig;

/** The bounds of the config properties, so that the annotations and the checks at run time cannot differ. */
final class ConfigBounds {

    static final long DAY_MILLIS = RuntimeConfig.MAX_TIME_MILLIS;

    static final String ADAPTER_NAME = "[A-Za-z0-9_-]{1,64}";
    static final String ADAPTER_NAME_WORDS = "must be 1 to 64 letters, digits, '_' or '-'";

    static final String PRODUCER_GROUP = "(?!DEFAULT_PRODUCER$)[%|A-Za-z0-9_-]{1,120}";
    static final String PRODUCER_GROUP_WORDS =
            "must be 1 to 120 letters, digits, '_', '-', '%' or '|', and not the reserved DEFAULT_PRODUCER";

    static final String TOPIC = "[%|A-Za-z0-9_-]{1,127}";
    static final String TOPIC_WORDS = "must be 1 to 127 letters, digits, '_', '-', '%' or '|'";

    static final String NAME_SERVERS = NameServerList.BLANK_OR_LIST;
    static final String ADDRESS_URL = "\\s*|https?://[^\\s/?#]+([/?][^\\s#]*)?";
    static final String ADDRESS_URL_WORDS = "must be an address that begins with http:// or https://";

    static final String NAME_SERVERS_WORDS =
            "must be 1 to " + NameServerList.MAX_NAME_SERVERS + " host:port entries, separated by ';' or ','";

    /** Far more than any real key has; a file pasted in by mistake is refused. The access key travels in every frame. */
    static final int MAX_KEY_CHARACTERS = 1024;

    /** Temporary keys come with tokens of some hundred characters; the token travels in every frame. */
    static final int MAX_TOKEN_CHARACTERS = 4096;

    /** The longest path of common systems. */
    static final int MAX_PATH_CHARACTERS = 4096;

    static final long MIN_TIMEOUT_MILLIS = 1;
    static final long MIN_INTERVAL_MILLIS = RuntimeConfig.MIN_INTERVAL_MILLIS;

    static final long MIN_IN_FLIGHT = 1;
    static final long MAX_IN_FLIGHT_MESSAGES = 1_000_000;
    static final long MAX_IN_FLIGHT_MEBIBYTES = 65_536;

    static final long MAX_DRAIN_MILLIS = 600_000;
    static final long MAX_LINGER_MINUTES = 525_600;

    static final long MAX_RETRIES = ProducerConfig.MAX_RETRIES;
    static final long MIN_MESSAGE_BYTES = 1;
    static final long MAX_MESSAGE_BYTES = BodyConfig.MAX_MESSAGE_BYTES;
    static final long MIN_COMPRESS_LEVEL = BodyConfig.MIN_COMPRESS_LEVEL;
    static final long MAX_COMPRESS_LEVEL = BodyConfig.MAX_COMPRESS_LEVEL;
    static final long MIN_TOPIC_QUEUES = 1;
    static final long MAX_TOPIC_QUEUES = TopicCreation.MAX_TOPIC_QUEUES;

    static final String COMPRESS_TYPE = "ZLIB|LZ4|ZSTD";
    static final String COMPRESS_TYPE_WORDS = "must be ZLIB, LZ4 or ZSTD";

    static final String NAMESPACE = "[A-Za-z0-9_-]{0,64}";
    static final String NAMESPACE_WORDS = "must be up to 64 letters, digits, '_' or '-'";

    static final String TOPICS = "[ ,;]*(" + TOPIC + "( *[,;][ ,;]*" + TOPIC + "){0,255}[ ,;]*)?";
    static final String TOPICS_WORDS =
            "must be at most 256 topics of 1 to 127 letters, digits, '_', '-', '%' or '|', separated by ',' or ';'";

    static final String TLS_PROTOCOLS = "\\s*TLSv1\\.[23]\\s*(,\\s*TLSv1\\.[23]\\s*)?";
    static final String TLS_PROTOCOLS_WORDS = "must be TLSv1.3, TLSv1.2, or both with a comma between";

    static final String TLS_SERVER_NAME = "[A-Za-z0-9._:-]{0,253}";
    static final String TLS_SERVER_NAME_WORDS = "must be one host name without a port";

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    static final String CLIENT_IP = "(" + BYTE + "(\\." + BYTE + "){3})?";
    static final String CLIENT_IP_WORDS = "must be an IPv4 address, for example 10.1.2.3";

    static final String TRANSACTION_LEVEL = "XATransaction|LocalTransaction|NoTransaction";
    static final String TRANSACTION_LEVEL_WORDS = "must be XATransaction, LocalTransaction or NoTransaction";

    static final String TRANSACTION_NAME = "[A-Za-z0-9_-]{1,100}";
    static final String TRANSACTION_NAME_WORDS = "must be 1 to 100 letters, digits, '_' or '-'";
    static final long MAX_TRANSACTION_MESSAGES = TransactionConfig.MOST_MESSAGES;

    private ConfigBounds() {}
}
