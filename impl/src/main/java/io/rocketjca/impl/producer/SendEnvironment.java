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
 * @param listener hears of every stored message, or {@code null}
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
        Executor fallback,
        SendListener listener) {

    /** The same for producers whose messages nobody wants to hear of. */
    public SendEnvironment(
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
            Executor fallback) {
        this(
                remoting, routes, faults, encoding, signer, ids, ticker, clock, timer, limit, gate, random, burst,
                fallback, null);
    }

    /** The same with somebody who hears of every stored message. */
    public SendEnvironment listening(SendListener newListener) {
        return new SendEnvironment(
                remoting,
                routes,
                faults,
                encoding,
                signer,
                ids,
                ticker,
                clock,
                timer,
                limit,
                gate,
                random,
                burst,
                fallback,
                newListener);
    }

    /**
     * The same for the adapter's own messages: they take no room from those of applications, go on when the gate is closed for
     * those, and complete on the event loop.
     */
    public SendEnvironment apart(InFlightLimit ownLimit, SendGate ownGate) {
        return new SendEnvironment(
                remoting,
                routes,
                faults,
                encoding,
                signer,
                ids,
                ticker,
                clock,
                timer,
                ownLimit,
                ownGate,
                random,
                CompletionBurst.ofOne(),
                Runnable::run,
                null);
    }
}
