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
        return new RemotingConfig(Duration.ofSeconds(3), 16 << 20, 1 << 14, 64 << 20);
    }

    /** Notes every value that cannot work. */
    public void check(ConfigProblems problems) {
        problems.checkRange("connect timeout in milliseconds", connectTimeout.toMillis(), 1, Integer.MAX_VALUE);
        problems.checkRange("largest frame in bytes", maxFrameBytes, 1 << 16, 1 << 30);
        problems.checkRange("requests in flight on one connection", maxInFlightRequests, 2, 1 << 20);
        if (Integer.bitCount(maxInFlightRequests) != 1) {
            problems.add(
                    "requests in flight on one connection is " + maxInFlightRequests + ", but must be a power of two");
        }
        problems.checkRange("pending bytes on one connection", maxPendingBytes, maxFrameBytes, 1 << 30);
    }
}
