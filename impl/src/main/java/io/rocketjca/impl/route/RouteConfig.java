package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.RequestSigner;
import java.time.Duration;
import java.util.List;

/**
 * Whom to ask for routes, and how.
 *
 * @param nameServers the name servers as {@code host:port}; empty as long as they are to be learned
 * @param firstChoice where in the list to begin, so that many clients spread over the name servers; any number
 * @param requestTimeout the time for one refresh, and the most that one question may take, all name servers included
 * @param maxTopics the most topics whose routes are kept; beyond it, those used least recently are forgotten
 * @param signer signs requests
 */
public record RouteConfig(
        List<String> nameServers, int firstChoice, Duration requestTimeout, int maxTopics, RequestSigner signer) {

    /** More topics than any sane application sends to; a bound, not a target. */
    public static final int DEFAULT_MAX_TOPICS = 10_000;

    public RouteConfig {
        nameServers = List.copyOf(nameServers);
    }
}
