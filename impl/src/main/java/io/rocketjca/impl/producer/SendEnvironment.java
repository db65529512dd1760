package io.rocketjca.impl.producer;

import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import io.rocketjca.impl.time.WallClock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What all producers of one client instance have in common.
 *
 * @param remoting the connections to brokers
 * @param routes where topics can be written to
 * @param faults what is known of slow and failing brokers
 * @param encoding the form of request headers
 * @param signer signs requests
 * @param ids makes the unique keys of messages
 * @param ticker measures deadlines and durations
 * @param clock the born time of messages
 * @param timer ends waits for connections and starts delayed attempts
 * @param limit back-pressure for all sends that await an answer
 * @param gate closed when the client instance stops
 * @param random spreads first queues and pauses; safe for many threads, such as {@link java.util.Random}
 * @param burst told by the connections when a burst of answers is over
 * @param fallback runs the completions of sends without a dispatcher, or whose dispatcher refuses
 */
public record SendEnvironment(
        RemotingClient remoting,
        TopicRoutes routes,
        LatencyFaultTolerance faults,
        HeaderEncoding encoding,
        RequestSigner signer,
        UniqueIdSource ids,
        Ticker ticker,
        WallClock clock,
        Timer timer,
        InFlightLimit limit,
        SendGate gate,
        RandomGenerator random,
        CompletionBurst burst,
        Executor fallback) {}
