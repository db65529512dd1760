package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.AddressingConfig;
import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.CompressType;
import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.config.TlsConfig.StoreFile;
import io.rocketjca.impl.config.TopicCreation;
import io.rocketjca.impl.protocol.CompressionLibrary;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.List;
import java.util.stream.Stream;

/** The frozen config of one managed connection factory, completed by that of its resource adapter. */
record ManagedConnectionFactoryConfig(
        List<String> nameServers, String addressUrl, TlsConfig tls, ProducerConfig producer) {

    /**
     * Reads the config; the factory's own values win over those of the adapter.
     *
     * @throws InvalidPropertyException naming everything that is wrong
     */
    static ManagedConnectionFactoryConfig read(
            RocketMQManagedConnectionFactory factory, RocketMQResourceAdapter adapter) throws InvalidPropertyException {
        ConfigProblems problems = new ConfigProblems();
        String own = factory.getNameServers();
        String configured = empty(own) ? adapter.getNameServers() : own;
        String addressUrl = empty(configured) ? adapter.getNameServerAddressUrl() : null;
        List<String> nameServers = empty(addressUrl) ? nameServers(configured, problems) : List.of();
        ConfigPropertyReader reader = new ConfigPropertyReader(problems);
        if (empty(factory.getUserName()) && !empty(factory.getPassword())) {
            problems.add("password is set, but userName is not: give both or neither");
        }
        if (empty(factory.getUserName()) && !empty(factory.getSecurityToken())) {
            problems.add("securityToken is set, but userName is not: give the access key that it belongs to");
        }
        checkLengths(factory, reader);
        TlsConfig tls = tls(factory, reader);
        ProducerConfig producer = producer(factory, reader);
        reader.text(
                "transactionLevel",
                factory.getTransactionLevel(),
                ConfigBounds.TRANSACTION_LEVEL,
                ConfigBounds.TRANSACTION_LEVEL_WORDS);
        if (problems.none()) {
            producer.check(problems);
        }
        if (!problems.none()) {
            throw new InvalidPropertyException("The connection factory cannot be used: " + problems.text());
        }
        return new ManagedConnectionFactoryConfig(
                nameServers, empty(addressUrl) ? null : addressUrl.strip(), tls, producer);
    }

    private static void checkLengths(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        reader.checkLength("userName", factory.getUserName(), ConfigBounds.MAX_KEY_CHARACTERS);
        reader.checkLength("password", factory.getPassword(), ConfigBounds.MAX_KEY_CHARACTERS);
        reader.checkLength("securityToken", factory.getSecurityToken(), ConfigBounds.MAX_TOKEN_CHARACTERS);
        reader.checkLength("tlsTrustStore", factory.getTlsTrustStore(), ConfigBounds.MAX_PATH_CHARACTERS);
        reader.checkLength("tlsKeyStore", factory.getTlsKeyStore(), ConfigBounds.MAX_PATH_CHARACTERS);
        reader.checkLength(
                "tlsTrustStorePassword", factory.getTlsTrustStorePassword(), ConfigBounds.MAX_KEY_CHARACTERS);
        reader.checkLength("tlsKeyStorePassword", factory.getTlsKeyStorePassword(), ConfigBounds.MAX_KEY_CHARACTERS);
    }

    ClientIdentity identity(Credentials credentials) {
        return new ClientIdentity(nameServers, credentials, tls, addressUrl);
    }

    private static List<String> nameServers(String text, ConfigProblems problems) {
        if (empty(text)) {
            problems.add(
                    "nameServers is set neither on the connection factory nor on the resource adapter:"
                            + " give host:port entries, for example mq1:9876;mq2:9876, or a nameServerAddressUrl on the adapter");
            return List.of();
        }
        ConfigProblems own = new ConfigProblems();
        List<String> addresses = ClientIdentity.parse(text, Credentials.ANONYMOUS, own)
                .map(ClientIdentity::nameServers)
                .orElse(List.of());
        own.all().forEach(problem -> problems.add("nameServers: " + problem));
        return addresses;
    }

    /** Every unencrypted factory has the same: what else is set must not part their clients. */
    private static TlsConfig tls(SecurityProperties settings, ConfigPropertyReader reader) {
        TlsConfig tls = new TlsConfig(
                reader.flag("tlsEnabled", settings.getTlsEnabled()),
                new StoreFile(settings.getTlsTrustStore(), settings.getTlsTrustStorePassword()),
                new StoreFile(settings.getTlsKeyStore(), settings.getTlsKeyStorePassword()),
                reader.flag("tlsVerifyCertificate", settings.getTlsVerifyCertificate()),
                reader.flag("tlsVerifyHostName", settings.getTlsVerifyHostName()),
                serverName(settings, reader),
                List.of(reader.text(
                                "tlsProtocols",
                                settings.getTlsProtocols(),
                                ConfigBounds.TLS_PROTOCOLS,
                                ConfigBounds.TLS_PROTOCOLS_WORDS)
                        .strip()
                        .split("\\s*,\\s*")));
        return tls.enabled() ? tls : TlsConfig.OFF;
    }

    private static String serverName(SecurityProperties settings, ConfigPropertyReader reader) {
        String name = settings.getTlsServerName();
        return name == null
                ? ""
                : reader.text("tlsServerName", name, ConfigBounds.TLS_SERVER_NAME, ConfigBounds.TLS_SERVER_NAME_WORDS);
    }

    private static ProducerConfig producer(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        return new ProducerConfig(
                reader.text(
                        "producerGroup",
                        factory.getProducerGroup(),
                        ConfigBounds.PRODUCER_GROUP,
                        ConfigBounds.PRODUCER_GROUP_WORDS),
                reader.millis(
                        "sendTimeoutMillis",
                        factory.getSendTimeoutMillis(),
                        ConfigBounds.MIN_TIMEOUT_MILLIS,
                        ConfigBounds.DAY_MILLIS),
                reader.number("retries", factory.getRetries(), 0, ConfigBounds.MAX_RETRIES),
                body(factory, reader),
                topicCreation(factory, reader),
                routing(factory, reader),
                addressing(factory, reader),
                flow(factory, reader),
                traceTopic(factory, reader));
    }

    private static BodyConfig body(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        return new BodyConfig(
                reader.number(
                        "maxMessageBytes",
                        factory.getMaxMessageBytes(),
                        ConfigBounds.MIN_MESSAGE_BYTES,
                        ConfigBounds.MAX_MESSAGE_BYTES),
                reader.number("compressAboveBytes", factory.getCompressAboveBytes(), 0, Integer.MAX_VALUE),
                compressType(factory, reader),
                reader.number(
                        "compressLevel",
                        factory.getCompressLevel(),
                        ConfigBounds.MIN_COMPRESS_LEVEL,
                        ConfigBounds.MAX_COMPRESS_LEVEL));
    }

    private static TopicCreation topicCreation(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        return new TopicCreation(
                reader.flag("autoCreateTopic", factory.getAutoCreateTopic()),
                reader.number(
                        "autoCreateTopicQueues",
                        factory.getAutoCreateTopicQueues(),
                        ConfigBounds.MIN_TOPIC_QUEUES,
                        ConfigBounds.MAX_TOPIC_QUEUES));
    }

    private static String traceTopic(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        boolean traced = reader.flag("enableMsgTrace", factory.getEnableMsgTrace());
        String topic = reader.text(
                "customizedTraceTopic",
                factory.getCustomizedTraceTopic(),
                ConfigBounds.TOPIC,
                ConfigBounds.TOPIC_WORDS);
        return traced ? topic : null;
    }

    private static RoutingConfig routing(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        return new RoutingConfig(
                reader.flag("consistentHashing", factory.getConsistentHashing()),
                reader.flag("moveToAnotherQueue", factory.getMoveToAnotherQueue()),
                reader.flag("sendLatencyFaultEnable", factory.getSendLatencyFaultEnable()),
                reader.flag("startDetectorEnable", factory.getStartDetectorEnable()),
                reader.flag("retryAnotherBrokerWhenNotStoreOK", factory.getRetryAnotherBrokerWhenNotStoreOK()));
    }

    private static FlowConfig flow(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        return new FlowConfig(
                reader.flag("autoBatch", factory.getAutoBatch()), reader.flag("waitForRoom", factory.getWaitForRoom()));
    }

    private static CompressType compressType(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        String name = reader.text(
                "compressType",
                factory.getCompressType(),
                ConfigBounds.COMPRESS_TYPE,
                ConfigBounds.COMPRESS_TYPE_WORDS);
        CompressType type = name.isEmpty() ? CompressType.ZLIB : CompressType.valueOf(name);
        reader.note("compressType", type.name(), CompressionLibrary.missing(type));
        return type;
    }

    private static AddressingConfig addressing(RocketMQManagedConnectionFactory factory, ConfigPropertyReader reader) {
        String topics = reader.optional("topics", factory.getTopics(), ConfigBounds.TOPICS, ConfigBounds.TOPICS_WORDS);
        return new AddressingConfig(
                reader.optional(
                        "namespace", factory.getNamespace(), ConfigBounds.NAMESPACE, ConfigBounds.NAMESPACE_WORDS),
                reader.flag("unitMode", factory.getUnitMode()),
                reader.flag("vipChannelEnabled", factory.getVipChannelEnabled()),
                Stream.of(topics.split("[ ,;]+"))
                        .filter(topic -> !topic.isEmpty())
                        .distinct()
                        .toList());
    }

    private static boolean empty(String text) {
        return text == null || text.isBlank();
    }
}
