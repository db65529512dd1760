package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.response.TopicRouteDecoder;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.NameServerReply.Kind;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configured or learned name servers: the one that answered last is asked first, the others follow in the order of the list. */
final class NameServers {

    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);

    private final RemotingClient remoting;
    private final TimeSource time;
    private final RequestSigner signer;
    private final TopicRouteDecoder decoder;
    private final AtomicBoolean unreachable = new AtomicBoolean();
    private final int firstChoice;
    private volatile List<String> addresses = List.of();
    private volatile int chosen;

    /** What there is to say as long as there are none. */
    private volatile NameServerReply unknown =
            new NameServerReply("the address server", Kind.NOT_TOLD, "has not answered yet", Duration.ZERO, null);

    NameServers(RouteConfig config, RemotingClient remoting, TimeSource time, TopicRouteDecoder decoder) {
        this.firstChoice = config.firstChoice();
        this.signer = config.signer();
        this.remoting = remoting;
        this.time = time;
        this.decoder = decoder;
        use(config.nameServers());
    }

    /** Asks these from now on; questions under way keep to those that they began with. */
    void use(List<String> newAddresses) {
        addresses = List.copyOf(newAddresses);
        chosen = newAddresses.isEmpty() ? 0 : Math.floorMod(firstChoice, newAddresses.size());
    }

    /** Notes why there are none yet. */
    void unknown(String source, String words) {
        unknown =
                new NameServerReply(source, Kind.NOT_TOLD, "told no name servers: " + words + ",", Duration.ZERO, null);
    }

    /** Why there are none yet. */
    NameServerReply unknown() {
        return unknown;
    }

    /** A question for a topic's route, to be {@linkplain RouteQuery#start started}. */
    RouteQuery query(String topic, Deadline deadline, Consumer<RouteAnswer> learner) {
        return new RouteQuery(this, topic, deadline, learner);
    }

    /** All name servers, in the order in which to ask them now. */
    List<String> inOrder() {
        List<String> all = addresses;
        int first = Math.min(chosen, all.size());
        List<String> order = new ArrayList<>(all.subList(first, all.size()));
        order.addAll(all.subList(0, first));
        return order;
    }

    RemotingClient remoting() {
        return remoting;
    }

    RequestSigner signer() {
        return signer;
    }

    TopicRouteDecoder decoder() {
        return decoder;
    }

    Ticker ticker() {
        return time.ticker();
    }

    Timer timer() {
        return time.timer();
    }

    /** Learns from a question that has ended whom to ask first; tells once when all name servers are lost or back. */
    void learn(RouteAnswer answer) {
        NameServerReply proper = answer.replies().stream()
                .filter(NameServerReply::proper)
                .findFirst()
                .orElse(null);
        if (proper != null) {
            chosen = Math.max(0, addresses.indexOf(proper.address()));
            if (unreachable.compareAndSet(true, false)) {
                LOG.info("name servers answer again nameServer={}", proper.address());
            }
        } else if (answer instanceof RouteAnswer.Failed && unreachable.compareAndSet(false, true)) {
            LOG.warn("no name server answers nameServers={} replies={}", addresses, answer.replies());
        }
    }
}
