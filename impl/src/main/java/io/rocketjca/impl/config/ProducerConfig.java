package io.rocketjca.impl.config;

import java.time.Duration;

/**
 * How one connection factory sends.
 *
 * @param producerGroup the producer group that heartbeats announce
 * @param sendTimeout the time for a whole send, all attempts included
 * @param retries the number of further attempts after the first; 0 for none
 * @param maxMessageBytes the largest body accepted, before compression
 * @param compressAboveBytes bodies of at least this size are compressed; 0 for never
 * @param compressLevel the zlib level, 1 to 9
 * @param autoCreateTopic whether a topic without a route is sent to the brokers that create topics on demand (TBW102)
 * @param autoCreateTopicQueues the number of queues asked for when a topic is created on demand
 */
public record ProducerConfig(
        String producerGroup,
        Duration sendTimeout,
        int retries,
        int maxMessageBytes,
        int compressAboveBytes,
        int compressLevel,
        boolean autoCreateTopic,
        int autoCreateTopicQueues) {

    /** The defaults of RocketMQ's own producer, except that topics are not created on demand. */
    public static ProducerConfig defaults(String producerGroup) {
        return new ProducerConfig(producerGroup, Duration.ofSeconds(3), 2, 4 << 20, 4096, 5, false, 4);
    }
}
