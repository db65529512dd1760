package io.rocketjca.impl.config;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How one connection factory sends.
 *
 * @param producerGroup the producer group that heartbeats announce
 * @param sendTimeout the time for a whole send, all attempts included
 * @param retries the number of further attempts after the first; 0 for none
 * @param maxMessageBytes the largest body accepted, before compression
 * @param compressAboveBytes bodies of at least this size are compressed; 0 for never
 * @param compressLevel the level of zlib or Zstandard, 1 to 9
 * @param autoCreateTopic whether a topic without a route is sent to the brokers that create topics on demand (TBW102)
 * @param autoCreateTopicQueues the number of queues asked for when a topic is created on demand
 * @param routing how queues and brokers are chosen
 * @param addressing under which names and at which addresses topics and brokers are met
 * @param flow how sends are put together and held back
 * @param traceTopic where a record of every stored message goes, or {@code null} for no trace
 */
public record ProducerConfig(
        String producerGroup,
        Duration sendTimeout,
        int retries,
        int maxMessageBytes,
        int compressAboveBytes,
        int compressLevel,
        boolean autoCreateTopic,
        int autoCreateTopicQueues,
        RoutingConfig routing,
        AddressingConfig addressing,
        FlowConfig flow,
        String traceTopic) {

    private static final Pattern GROUP = Pattern.compile("[%|A-Za-z0-9_-]{1,120}");

    /** The name that RocketMQ keeps for producers that were given none. */
    private static final String RESERVED_GROUP = "DEFAULT_PRODUCER";

    /** With the pauses between them, about a minute's worth of attempts. */
    public static final int MAX_RETRIES = 100;

    /** Sixteen times what a broker accepts unless configured otherwise. */
    public static final int MAX_MESSAGE_BYTES = 64 << 20;

    /** zlib's fastest level. */
    public static final int MIN_COMPRESS_LEVEL = 1;

    /** zlib's level for the smallest result. */
    public static final int MAX_COMPRESS_LEVEL = 9;

    /** More queues on one broker than any topic needs; each costs a file on the broker. */
    public static final int MAX_TOPIC_QUEUES = 1024;

    /** RocketMQ's own name for the topic of traces. */
    public static final String DEFAULT_TRACE_TOPIC = "RMQ_SYS_TRACE_TOPIC";

    private static final Pattern TOPIC = Pattern.compile("[%|A-Za-z0-9_-]{1,127}");

    /** Without a trace. */
    public ProducerConfig(
            String producerGroup,
            Duration sendTimeout,
            int retries,
            int maxMessageBytes,
            int compressAboveBytes,
            int compressLevel,
            boolean autoCreateTopic,
            int autoCreateTopicQueues,
            RoutingConfig routing,
            AddressingConfig addressing) {
        this(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                routing,
                addressing,
                FlowConfig.defaults(),
                null);
    }

    /** With the default choice of queues and brokers, names and addresses. */
    public ProducerConfig(
            String producerGroup,
            Duration sendTimeout,
            int retries,
            int maxMessageBytes,
            int compressAboveBytes,
            int compressLevel,
            boolean autoCreateTopic,
            int autoCreateTopicQueues) {
        this(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                RoutingConfig.defaults(),
                AddressingConfig.defaults());
    }

    /** The defaults of RocketMQ's own producer, except that topics are not created on demand. */
    public static ProducerConfig defaults(String producerGroup) {
        return new ProducerConfig(producerGroup, Duration.ofSeconds(3), 2, 4 << 20, 4096, 5, false, 4);
    }

    /** The same with another choice of queues and brokers. */
    public ProducerConfig with(RoutingConfig newRouting) {
        return new ProducerConfig(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                newRouting,
                addressing,
                flow,
                traceTopic);
    }

    /** The same with other names and addresses. */
    public ProducerConfig with(AddressingConfig newAddressing) {
        return new ProducerConfig(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                routing,
                newAddressing,
                flow,
                traceTopic);
    }

    /** The same, put together and held back in another way. */
    public ProducerConfig with(FlowConfig newFlow) {
        return new ProducerConfig(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                routing,
                addressing,
                newFlow,
                traceTopic);
    }

    /** The same with a trace. */
    public ProducerConfig tracedTo(String newTraceTopic) {
        return new ProducerConfig(
                producerGroup,
                sendTimeout,
                retries,
                maxMessageBytes,
                compressAboveBytes,
                compressLevel,
                autoCreateTopic,
                autoCreateTopicQueues,
                routing,
                addressing,
                flow,
                newTraceTopic);
    }

    /** Notes every value that cannot work. */
    public void check(ConfigProblems problems) {
        if (producerGroup == null || !GROUP.matcher(producerGroup).matches()) {
            problems.add("producer group is '" + producerGroup
                    + "', but must be 1 to 120 letters, digits, '_', '-', '%' or '|'");
        } else if (RESERVED_GROUP.equals(producerGroup)) {
            problems.add(
                    "producer group is " + RESERVED_GROUP + ", which RocketMQ reserves: choose a name of your own");
        }
        addressing.check(problems);
        if (traceTopic != null && !TOPIC.matcher(traceTopic).matches()) {
            problems.add(
                    "trace topic is '" + traceTopic + "', but must be 1 to 127 letters, digits, '_', '-', '%' or '|'");
        }
        problems.checkRange("send timeout in milliseconds", sendTimeout.toMillis(), 1, Integer.MAX_VALUE);
        problems.checkRange("retries", retries, 0, MAX_RETRIES);
        problems.checkRange("largest message in bytes", maxMessageBytes, 1, MAX_MESSAGE_BYTES);
        problems.checkRange("compression threshold in bytes", compressAboveBytes, 0, Integer.MAX_VALUE);
        problems.checkRange("compression level", compressLevel, MIN_COMPRESS_LEVEL, MAX_COMPRESS_LEVEL);
        problems.checkRange("queues of an automatically created topic", autoCreateTopicQueues, 1, MAX_TOPIC_QUEUES);
    }
}
