package io.rocketjca.impl.config;

/**
 * How one connection factory chooses queues and brokers.
 *
 * @param consistentHash whether ordering keys choose queues by consistent hashing instead of hash modulo number of queues
 * @param moveToAnotherQueue whether a message with an ordering key or a queue of its own may go elsewhere when its broker fails
 * @param avoidFaultyBrokers whether brokers that failed or were slow are avoided for a while
 * @param detectReachability whether brokers that could not be reached are avoided until a probe reaches them; counts only
 *     together with {@code avoidFaultyBrokers}
 * @param retryNotStoredOk whether a message that a broker stored less safely than configured there is sent to another one too
 */
public record RoutingConfig(
        boolean consistentHash,
        boolean moveToAnotherQueue,
        boolean avoidFaultyBrokers,
        boolean detectReachability,
        boolean retryNotStoredOk) {

    /** As RocketMQ's own producer is by default. */
    public static RoutingConfig defaults() {
        return new RoutingConfig(false, false, false, false, false);
    }
}
