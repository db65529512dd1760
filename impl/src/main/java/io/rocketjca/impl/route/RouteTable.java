package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.response.TopicRouteDecoder;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of one client instance: learned on demand, kept, refreshed, and each topic asked for once at a time. */
public final class RouteTable implements TopicRoutes {

    /** The topic whose route names the brokers that create topics on demand. Never kept, never refreshed. */
    static final String AUTO_CREATE_TOPIC = "TBW102";

    /** The most topics that are asked for at the same time on behalf of callers. */
    static final int MAX_QUERIES = 1024;

    /** The shortest time from one {@link #refresh} of a topic to the next. */
    static final Duration REFRESH_GAP = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

    private final RouteConfig config;
    private final NameServers servers;
    private final TimeSource time;
    private final RouteListener listener;
    private final TopicTable topics;
    private final Map<String, RouteQuery> queries = new ConcurrentHashMap<>();
    private final AtomicBoolean refreshing = new AtomicBoolean();

    /**
     * @param bodies reads what name servers answer
     * @param listener told of new and changed routes, on the thread that learned of them
     */
    public RouteTable(
            RouteConfig config, RemotingClient remoting, TimeSource time, JsonBodies bodies, RouteListener listener) {
        this.config = config;
        this.servers = new NameServers(config, remoting, time, new TopicRouteDecoder(bodies));
        this.time = time;
        this.listener = listener;
        this.topics = new TopicTable(config.maxTopics(), time.ticker());
    }

    @Override
    public FollowedTopic follow(String topic) {
        return topics.follow(topic);
    }

    @Override
    public PublishQueues known(String topic) {
        return topics.use(topic);
    }

    @Override
    public List<TopicBroker> brokers(String topic) {
        return topics.brokers(topic);
    }

    @Override
    public CompletionStage<PublishQueues> lookup(String topic, boolean createOnDemand, int queues, Deadline deadline) {
        PublishQueues known = known(topic);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return new Lookup(this, time, new RouteQuestion(topic, createOnDemand, queues), deadline).start();
    }

    @Override
    public void refresh(String topic) {
        RefreshPace pace = topics.pace(topic);
        if (pace != null && pace.ask()) {
            refreshPaced(topic, pace);
        }
    }

    /**
     * Refreshes the routes of all known topics, a few at a time; ends early when no name server answers. Does nothing while
     * an earlier refresh of all topics is under way.
     *
     * @return completes when the refresh has ended; never fails
     */
    public CompletionStage<Void> refreshAll() {
        if (!refreshing.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        return new RefreshRound(topics.nextRound(), this::refreshNow)
                .start()
                .whenComplete((done, never) -> refreshing.set(false));
    }

    /** The masters that any known route mentions: a live view, always current. */
    public Set<String> masters() {
        return topics.masters().liveWith(Set.of());
    }

    /** The masters, as a live view, and the name servers: all addresses that there is a reason to be connected to. */
    public Set<String> addressesInUse() {
        Set<String> asked = new HashSet<>(servers.inOrder());
        queries.values().forEach(query -> asked.addAll(query.nameServers()));
        return topics.masters().liveWith(asked);
    }

    /** Asks these name servers from now on. Questions under way end with those that they began with, if there were any. */
    public void useNameServers(List<String> nameServers) {
        servers.use(nameServers);
        queries.values().forEach(RouteQuery::nameServersKnown);
    }

    /**
     * Notes why the name servers are not known yet, for those who ask meanwhile.
     *
     * @param source who should have told them
     */
    public void nameServersUnknown(String source, String reason) {
        servers.unknown(source, reason);
    }

    /**
     * The question under way for a topic, or a new one.
     *
     * @return {@code null} if the topic has become known, or if too many questions are under way
     */
    RouteQuery askUnlessKnown(String topic, Deadline deadline) {
        // Looked at while no question can leave the map, which it does only after its answer is in the table.
        return ask(topic, deadline, () -> !topics.known(topic));
    }

    /** Takes the route of the brokers that create topics for a topic that does not exist yet. */
    void learnOnDemand(RouteQuestion question, RouteAnswer.Found creators) {
        TopicRoute route =
                TopicRoute.onDemand(question, creators.data(), source(creators) + " for " + AUTO_CREATE_TOPIC);
        if (route.queues() != null && topics.putIfUnknown(route)) {
            LOG.info("topic will be created on demand topic={} queues={}", question.topic(), route.queueCount());
            tellChange(route);
        }
    }

    private RouteQuery ask(String topic, Deadline deadline, BooleanSupplier wanted) {
        Deadline end = deadline.atMost(time.ticker(), config.requestTimeout());
        RouteQuery fresh = servers.query(topic, end, answer -> ended(topic, answer));
        RouteQuery shared = queries.compute(topic, (same, underWay) -> {
            boolean room = underWay != null || queries.size() < MAX_QUERIES;
            return underWay == null && room && wanted.getAsBoolean() ? fresh : underWay;
        });
        if (shared == fresh) {
            fresh.start();
        }
        return shared;
    }

    private void refreshPaced(String topic, RefreshPace pace) {
        time.timer().once(REFRESH_GAP, () -> {
            if (pace.gapOver()) {
                refreshPaced(topic, pace);
            }
        });
        refreshNow(topic);
    }

    /** Completes with whether a name server answered; never fails. */
    private CompletionStage<Boolean> refreshNow(String topic) {
        if (topic.equals(AUTO_CREATE_TOPIC)) {
            return CompletableFuture.completedFuture(true);
        }
        RouteQuery query = ask(topic, Deadline.after(time.ticker(), config.requestTimeout()), () -> true);
        return query == null
                ? CompletableFuture.completedFuture(true)
                : query.answer().thenApply(answer -> !(answer instanceof RouteAnswer.Failed));
    }

    /** Keeps what was answered; then the question leaves the map. */
    private void ended(String topic, RouteAnswer answer) {
        try {
            learn(topic, answer);
        } finally {
            queries.remove(topic);
        }
    }

    private void learn(String topic, RouteAnswer answer) {
        if (topic.equals(AUTO_CREATE_TOPIC)) {
            return;
        }
        if (answer instanceof RouteAnswer.Found found) {
            TopicRoute route = TopicRoute.of(topic, found.data(), source(found));
            if (topics.put(route)) {
                LOG.info("route changed topic={} queues={} masters={}", topic, route.queueCount(), route.masters());
                tellChange(route);
            }
        } else if (answer instanceof RouteAnswer.Missing) {
            int misses = topics.miss(topic);
            if (misses == 1) {
                LOG.warn("topic is unknown to the name servers, its last route stays in use topic={}", topic);
            } else if (misses == TopicTable.MISSES_TO_FORGET) {
                LOG.warn("topic stays unknown to the name servers, its route is forgotten topic={}", topic);
            }
        }
    }

    private void tellChange(TopicRoute route) {
        listener.routeChanged(route.topic(), route.masters());
    }

    private String source(RouteAnswer.Found found) {
        return "name server " + found.from() + " at "
                + Instant.ofEpochMilli(time.wallClock().millis());
    }
}
