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

    /** What RocketMQ's own client and broker accept, too (com.rocketmq.remoting.frameMaxLength). */
    static final int DEFAULT_MAX_FRAME_BYTES = 16 << 20;

    /** The power of two that leaves 10,000 messages under way, the default, room to spare on one connection. */
    static final int DEFAULT_MAX_IN_FLIGHT_REQUESTS = 1 << 14;

    /** As many bytes as one client has under way by default. */
    static final int DEFAULT_MAX_PENDING_BYTES = 64 << 20;

    /** Any smaller, and routes and answers with long properties would be refused. */
    private static final int MIN_FRAME_BYTES = 1 << 16;

    /** So that sums of two sizes stay an int. */
    private static final int MOST_BYTES = 1 << 30;

    /** A slot takes 12 bytes, so the slots of one connection take 12 MiB at the most. */
    private static final int MOST_IN_FLIGHT_REQUESTS = 1 << 20;

    public static RemotingConfig defaults() {
        return new RemotingConfig(
                Duration.ofSeconds(3),
                DEFAULT_MAX_FRAME_BYTES,
                DEFAULT_MAX_IN_FLIGHT_REQUESTS,
                DEFAULT_MAX_PENDING_BYTES);
    }

    /** Notes every value that cannot work. */
    public void check(ConfigProblems problems) {
        problems.checkRange("connect timeout in milliseconds", connectTimeout.toMillis(), 1, Integer.MAX_VALUE);
        problems.checkRange("largest frame in bytes", maxFrameBytes, MIN_FRAME_BYTES, MOST_BYTES);
        problems.checkRange("requests in flight on one connection", maxInFlightRequests, 2, MOST_IN_FLIGHT_REQUESTS);
        if (Integer.bitCount(maxInFlightRequests) != 1) {
            problems.add(
                    "requests in flight on one connection is " + maxInFlightRequests + ", but must be a power of two");
        }
        problems.checkRange("pending bytes on one connection", maxPendingBytes, maxFrameBytes, MOST_BYTES);
    }
}
