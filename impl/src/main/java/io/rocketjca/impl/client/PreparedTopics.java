package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.route.VipChannel;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that producers want to be ready before the first send: looked up when the producer comes, and again with every
 * refresh of routes as long as they are not known. The brokers of a new route are connected to by whoever hears of it.
 */
final class PreparedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedTopics.class);

    private final TopicRoutes routes;
    private final Consumer<String> connecting;
    private final Ticker ticker;
    private final Duration timeout;
    private final Set<Wanted> wanted = ConcurrentHashMap.newKeySet();
    private final Set<Wanted> missing = ConcurrentHashMap.newKeySet();

    /** One topic by its name on the wire, and how to look it up and reach it. */
    private record Wanted(String topic, boolean createOnDemand, int queues, boolean vipChannel) {}

    /**
     * @param connecting connects to an address, without blocking
     * @param timeout the time for one lookup
     */
    PreparedTopics(TopicRoutes routes, Consumer<String> connecting, Ticker ticker, Duration timeout) {
        this.routes = routes;
        this.connecting = connecting;
        this.ticker = ticker;
        this.timeout = timeout;
    }

    /** Prepares the topics of a producer; returns at once. */
    void add(ProducerConfig config) {
        Namespace names = new Namespace(config.addressing().namespace());
        for (String topic : config.addressing().topics()) {
            Wanted fresh = new Wanted(
                    names.topic(topic),
                    config.topicCreation().onDemand(),
                    config.topicCreation().queues(),
                    config.addressing().vipChannel());
            if (wanted.add(fresh)) {
                prepare(fresh);
            }
        }
    }

    /** Looks again for the topics that are not known. */
    void prepareMissing() {
        wanted.stream().filter(one -> routes.known(one.topic()) == null).forEach(this::prepare);
    }

    private void prepare(Wanted one) {
        routes.lookup(one.topic(), one.createOnDemand(), one.queues(), Deadline.after(ticker, timeout))
                .whenComplete((route, failure) -> {
                    if (failure != null) {
                        failed(one, failure);
                    } else {
                        connect(route, one.vipChannel());
                    }
                });
    }

    /** Told once: it is tried again with every refresh, for as long as it takes. */
    private void failed(Wanted one, Throwable failure) {
        if (missing.add(one)) {
            LOG.warn("topic could not be prepared yet topic={} reason={}", one.topic(), failure.getMessage());
        }
    }

    private void connect(PublishQueues route, boolean vipChannel) {
        route.queues().stream()
                .filter(queue -> queue.writable())
                .map(queue -> vipChannel ? VipChannel.of(queue.brokerAddress()) : queue.brokerAddress())
                .distinct()
                .forEach(connecting);
    }
}
