package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.latency.ReachabilityDetector;
import io.rocketjca.impl.producer.BrokerAccess;
import io.rocketjca.impl.producer.CompletionBurst;
import io.rocketjca.impl.producer.InFlightLimit;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.producer.SendGate;
import io.rocketjca.impl.producer.SendRoom;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.PushedRequests;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.reply.RequestReply;
import io.rocketjca.impl.route.RouteConfig;
import io.rocketjca.impl.route.RouteTable;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.trace.MessageTrace;
import io.rocketjca.impl.transaction.ClusterLink;
import io.rocketjca.impl.transaction.TransactionEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of one cluster: owns its connections, routes, heartbeats and producers, and starts and ends them. All connection
 * factories with the same identity share it.
 */
final class MQClientInstance {

    /** The first look after brokers, soon after the start. */
    static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(1);

    /** How often lost connections are opened again while requests wait: brokers push replies, but they cannot connect. */
    static final Duration RECONNECT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(MQClientInstance.class);

    private final ClientIdentity identity;
    private final String clientId;
    private final RuntimeConfig config;
    private final RequestSigner signer;
    private final TimeSource time;
    private final RemotingClient remoting;
    private final RouteTable routes;
    private final BrokerConnections brokers;
    private final Heartbeats heartbeats;
    private final MasterConnections masters;
    private final ClientTraces traces;
    private final ProducerTable producers;
    private final PreparedTopics prepared;
    private final LatencyFaultTolerance faults;
    private final RequestReply requests;
    private final TransactionEngine transactions;
    private final ClusterLink link;

    /** {@code null} if the name servers are configured. */
    private final NameServerDiscovery discovery;

    private final CompletionBurst burst = new CompletionBurst();
    private final SendGate gate = new SendGate();
    private final InFlightLimit inFlight;
    private final AtomicReference<ServiceState> state = new AtomicReference<>(ServiceState.CREATE_JUST);
    private final RepeatedTasks tasks;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Wires everything; opens no connection and starts no task. */
    MQClientInstance(ClientIdentity identity, ClientEnvironment environment) {
        this.identity = identity;
        this.clientId = environment.clientIds().next();
        this.config = environment.config();
        this.signer = RequestSigner.of(identity.credentials());
        this.time = environment.time();
        this.tasks = new RepeatedTasks(time.timer());
        this.inFlight = new InFlightLimit(config.maxInFlightMessages(), config.maxInFlightBytes(), time.ticker());
        this.requests = new RequestReply(
                clientId,
                environment.clientIds()::nextCorrelationId,
                time.timer(),
                environment.completions(),
                config.remoting().maxFrameBytes());
        this.brokers = new BrokerConnections(
                identity.nameServers(),
                connection -> heartbeats().beat(connection),
                burst::end,
                new PushedRequests(Map.of(
                        RequestCode.PUSH_REPLY_MESSAGE_TO_CLIENT,
                        requests::pushed,
                        RequestCode.CHECK_TRANSACTION_STATE,
                        this::transactionChecked)));
        this.remoting = environment.transport().apply(identity, brokers);
        this.routes = new RouteTable(routeConfig(), remoting, time, environment.bodies(), (topic, found) -> masters()
                .prepare(found));
        this.transactions = environment.transactions();
        this.link = new ClusterLink(identity.cluster(), remoting, routes, signer, time.ticker(), time.timer());
        this.discovery = identity.addressUrl() == null ? null : discovery(environment);
        this.faults = new LatencyFaultTolerance(time.ticker());
        this.traces = new ClientTraces(
                sending(environment),
                environment.producers(),
                flush -> tasks.every(MessageTrace.FLUSH_INTERVAL, "send the message trace", flush));
        this.producers = new ProducerTable(traces::producer);
        this.heartbeats = new Heartbeats(
                clientId, producers::groups, environment.bodies(), signer, time.ticker(), config.requestTimeout());
        this.masters = new MasterConnections(remoting, routes, brokers, heartbeats, this::running);
        this.prepared = new PreparedTopics(
                routes, address -> masters.prepare(Set.of(address)), time.ticker(), config.requestTimeout());
    }

    ClientIdentity identity() {
        return identity;
    }

    ServiceState state() {
        return state.get();
    }

    boolean running() {
        return state.get() == ServiceState.RUNNING;
    }

    /** Plans the repeated tasks; does no I/O. Acts only once, on an instance that was just created. */
    void start() {
        if (!state.compareAndSet(ServiceState.CREATE_JUST, ServiceState.START_FAILED)) {
            throw new IllegalStateException("The client " + clientId + " cannot be started: it is " + state.get());
        }
        try {
            planTasks();
        } catch (RuntimeException e) {
            // Nobody will stop an instance that was never handed out.
            tasks.cancel();
            throw e;
        }
        state.set(ServiceState.RUNNING);
        LOG.info("client started clientId={} nameServers={}", clientId, identity.nameServers());
    }

    private NameServerDiscovery discovery(ClientEnvironment environment) {
        String url = identity.addressUrl();
        return new NameServerDiscovery(
                new AddressServer(url, config.requestTimeout(), time, environment.completions()),
                time.ticker(),
                environment.completions(),
                this::useNameServers,
                reason -> routes.nameServersUnknown(url, reason));
    }

    /** Those that are gone are disconnected, unless a question is under way there. */
    private void useNameServers(List<String> nameServers) {
        brokers.nameServers(nameServers);
        routes.useNameServers(nameServers);
        remoting.retainOnly(routes.addressesInUse());
    }

    private void planTasks() {
        if (discovery != null) {
            tasks.every(
                    Duration.ZERO, NameServerDiscovery.ROUND_INTERVAL, "ask for the name servers", discovery::round);
        }
        tasks.every(config.routePollInterval(), "refresh routes", this::refreshRoutes);
        ReachabilityDetector detector = new ReachabilityDetector(faults, new MaxOffsetProbe(remoting, signer, time));
        tasks.every(ReachabilityDetector.INTERVAL, "probe brokers that cannot be reached", detector::round);
        tasks.every(RECONNECT, "reconnect to brokers that may owe replies", this::reconnectForReplies);
        Duration interval = config.heartbeatInterval();
        Duration first = FIRST_HEARTBEAT.compareTo(interval) < 0 ? FIRST_HEARTBEAT : interval;
        tasks.every(first, interval, "clean brokers and send heartbeats", masters::tend);
    }

    /** The producer for a configuration, whose group is announced at once where a broker is connected. */
    MessageProducer producer(ProducerConfig wanted) {
        MessageProducer existing = producers.existing(wanted);
        if (existing != null) {
            return existing;
        }
        if (!running()) {
            throw new IllegalStateException("The client " + clientId + " cannot take a producer: it is " + state.get());
        }
        if (producers.add(wanted)) {
            LOG.info("producer group added group={} clientId={}", wanted.producerGroup(), clientId);
            masters.greet();
        }
        prepared.add(wanted);
        return producers.existing(wanted);
    }

    /**
     * Refuses new sends, waits for those under way up to the drain timeout, unregisters at the brokers, and closes all
     * connections; none of it on the calling thread. The second call only returns the same stage.
     *
     * @return completes when all is closed; never fails
     */
    CompletionStage<Void> shutdown() {
        ServiceState before = state.getAndSet(ServiceState.SHUTDOWN_ALREADY);
        if (before != ServiceState.SHUTDOWN_ALREADY) {
            gate.close();
            tasks.cancel();
            Shutdown end = new Shutdown(clientId, config, signer, time);
            end.drain(inFlight, traces)
                    .whenComplete((drained, failure) -> requests.stop())
                    .thenCompose(shutdown -> shutdown.unregister(brokers.all(), producers.groups()))
                    .whenComplete((done, failure) -> close(failure, before))
                    .handle((done, told) -> end.settle(inFlight))
                    .thenCompose(settled -> settled)
                    .whenComplete((done, never) -> {
                        end.tell(gate.undelivered());
                        ended.complete(null);
                    });
        }
        return ended;
    }

    /** Closes the connections without waiting for anything, so that all that is under way fails and nothing new begins. */
    void abandon() {
        gate.close();
        remoting.close();
        gate.endWaiting();
    }

    /** The requests of this client, for the producers of this client. */
    RequestReply requests() {
        return requests;
    }

    /** The way of transactions to the brokers, which are told of their group if they do not know it. */
    ClusterLink transactions() {
        if (producers.announce(transactions.producerGroup())) {
            transactions.add(link);
            masters.greet();
        }
        return link;
    }

    private RemotingCommand transactionChecked(Connection connection, InboundFrame request) {
        transactions.checked(link, connection, request);
        return null; // brokers are answered by a request of our own
    }

    /** The number of messages under way. */
    int messagesInFlight() {
        return inFlight.messages();
    }

    private Heartbeats heartbeats() {
        return heartbeats;
    }

    private MasterConnections masters() {
        return masters;
    }

    private SendEnvironment sending(ClientEnvironment environment) {
        return new SendEnvironment(
                new BrokerAccess(remoting, routes, faults, HeaderEncoding.BINARY, signer),
                time,
                new SendRoom(inFlight, gate, burst, environment.completions()),
                environment.messageIds(),
                environment.random(),
                null);
    }

    private RouteConfig routeConfig() {
        return new RouteConfig(
                identity.nameServers(),
                clientId.hashCode(),
                config.requestTimeout(),
                RouteConfig.DEFAULT_MAX_TOPICS,
                signer);
    }

    private void refreshRoutes() {
        routes.refreshAll();
        prepared.prepareMissing();
    }

    private void reconnectForReplies() {
        if (requests.waiting() > 0) {
            masters.reconnect();
        }
    }

    private void close(Throwable failure, ServiceState before) {
        traces.close();
        remoting.close();
        gate.endWaiting();
        if (failure == null && before != ServiceState.RUNNING) {
            LOG.debug("client ended unused clientId={}", clientId);
        } else if (failure == null) {
            LOG.info("client stopped clientId={}", clientId);
        } else {
            LOG.warn("client stopped, not in good order clientId={}", clientId, failure);
        }
    }
}
