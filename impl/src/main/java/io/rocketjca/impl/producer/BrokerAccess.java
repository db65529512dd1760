package io.rocketjca.impl.producer;

import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.TopicRoutes;

/**
 * How the producers of one client instance reach brokers.
 *
 * @param remoting the connections to brokers
 * @param routes where topics can be written to
 * @param faults what is known of slow and failing brokers
 * @param encoding the form of request headers
 * @param signer signs requests
 */
public record BrokerAccess(
        RemotingClient remoting,
        TopicRoutes routes,
        LatencyFaultTolerance faults,
        HeaderEncoding encoding,
        RequestSigner signer) {}
