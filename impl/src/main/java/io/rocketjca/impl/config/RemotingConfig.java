package io.rocketjca.impl.config;

import java.time.Duration;

/**
 * How connections to name servers and brokers behave; one for the whole adapter.
 *
 * @param connectTimeout the longest wait for one TCP connection
 * @param maxFrameBytes the largest frame accepted from a peer, its length field included
 * @param maxInFlightRequests the most requests awaiting an answer on one connection; a power of two
 * @param maxPendingBytes the most bytes appended to one connection and not yet written
 */
public record RemotingConfig(Duration connectTimeout, int maxFrameBytes, int maxInFlightRequests, int maxPendingBytes) {

    public static RemotingConfig defaults() {
        return new RemotingConfig(Duration.ofSeconds(3), 16 << 20, 1 << 16, 64 << 20);
    }
}
