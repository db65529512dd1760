package io.rocketjca.impl.producer;

import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import io.rocketjca.impl.time.WallClock;
import java.util.concurrent.Executor;

/**
 * What all producers of one client instance have in common.
 *
 * @param remoting the connections to brokers
 * @param routes where topics can be written to
 * @param ticker measures deadlines and durations
 * @param clock the born time of messages
 * @param timer ends waits for connections and starts delayed attempts
 * @param limit back-pressure for all sends that await an answer
 * @param gate closed when the client instance stops
 * @param fallback runs the completions of sends without a dispatcher, or whose dispatcher refuses
 */
public record SendEnvironment(
        RemotingClient remoting,
        TopicRoutes routes,
        Ticker ticker,
        WallClock clock,
        Timer timer,
        InFlightLimit limit,
        SendGate gate,
        Executor fallback) {}
