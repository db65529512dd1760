package io.rocketjca.impl.config;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How one connection factory sends.
 *
 * @param producerGroup the producer group that heartbeats announce
 * @param sendTimeout the time for a whole send, all attempts included
 * @param retries the number of further attempts after the first; 0 for none
 * @param body which bodies are taken, and how they travel
 * @param topicCreation what happens to a topic that no name server knows
 * @param routing how queues and brokers are chosen
 * @param addressing under which names and at which addresses topics and brokers are met
 * @param flow how sends are put together and held back
 * @param traceTopic where a record of every stored message goes, or {@code null} for no trace
 */
public record ProducerConfig(
        String producerGroup,
        Duration sendTimeout,
        int retries,
        BodyConfig body,
        TopicCreation topicCreation,
        RoutingConfig routing,
        AddressingConfig addressing,
        FlowConfig flow,
        String traceTopic) {

    /** With the pauses between them, about a minute's worth of attempts. */
    public static final int MAX_RETRIES = 100;

    /** RocketMQ's own name for the topic of traces. */
    public static final String DEFAULT_TRACE_TOPIC = "RMQ_SYS_TRACE_TOPIC";

    /** The name that RocketMQ keeps for producers that were given none. */
    private static final String RESERVED_GROUP = "DEFAULT_PRODUCER";

    private static final Pattern GROUP = Pattern.compile("[%|A-Za-z0-9_-]{1,120}");
    private static final Pattern TOPIC = Pattern.compile("[%|A-Za-z0-9_-]{1,127}");

    /** The defaults of RocketMQ's own producer, except that topics are not created on demand. */
    public static ProducerConfig defaults(String producerGroup) {
        return new ProducerConfig(
                producerGroup,
                Duration.ofSeconds(3),
                2,
                BodyConfig.defaults(),
                TopicCreation.never(),
                RoutingConfig.defaults(),
                AddressingConfig.defaults(),
                FlowConfig.defaults(),
                null);
    }

    /** The group tells nearly all apart; what the compiler derives from nine components is made while a server starts. */
    @Override
    public int hashCode() {
        return Objects.hashCode(producerGroup);
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
        body.check(problems);
        topicCreation.check(problems);
    }
}
