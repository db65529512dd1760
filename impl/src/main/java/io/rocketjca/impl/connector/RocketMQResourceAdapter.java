package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.RuntimeConfig;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.AuthenticationMechanism;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javax.transaction.xa.XAResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resource adapter: what a server starts and stops, and the owner of everything that runs. Its config properties hold
 * for all connection factories of the archive.
 */
@Connector(
        displayName = "RocketJCA",
        description = "Sends messages to Apache RocketMQ",
        vendorName = "RocketJCA",
        eisType = "Apache RocketMQ",
        version = RocketMQResourceAdapter.VERSION,
        transactionSupport = TransactionSupportLevel.XATransaction,
        reauthenticationSupport = false,
        authMechanisms =
                @AuthenticationMechanism(
                        authMechanism = "BasicPassword",
                        credentialInterface = AuthenticationMechanism.CredentialInterface.PasswordCredential,
                        description = "The RocketMQ access key as user name, the secret key as password"))
public class RocketMQResourceAdapter extends TransactionProperties implements ResourceAdapter {

    static final String VERSION = "0.1";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RocketMQResourceAdapter.class);
    private static final XAResource[] NO_XA_RESOURCES = {};

    private final EngineSlot engine = new EngineSlot();
    private final transient Engine.Starter starter;
    private transient volatile CallerTransaction callerTransaction;
    private transient volatile ManagedTransactions managed;

    @NotNull
    @Pattern(regexp = ConfigBounds.ADAPTER_NAME, message = ConfigBounds.ADAPTER_NAME_WORDS)
    @ConfigProperty(
            description = "The adapter's name, with which its threads begin; different for each adapter of one server."
                    + " 1 to 64 letters, digits, '_' or '-'.")
    private String adapterName = "rocketjca";

    @Pattern(regexp = ConfigBounds.NAME_SERVERS, message = ConfigBounds.NAME_SERVERS_WORDS)
    @ConfigProperty(
            description =
                    "The name servers of the cluster: host:port entries separated by ';' or ',', an IPv6 address in"
                            + " brackets, for example mq1:9876;mq2:9876; at most 32. Must be set here or on the connection factory, which"
                            + " wins. There is no default.")
    private String nameServers;

    @Pattern(regexp = ConfigBounds.ADDRESS_URL, message = ConfigBounds.ADDRESS_URL_WORDS)
    @ConfigProperty(
            description =
                    "Where to learn the name servers by HTTP if nameServers is set neither here nor on the connection factory, for"
                            + " example http://mq.example:8080/rocketmq/nsaddr: the first line of the answer is a list like nameServers."
                            + " Asked at the first connection and every 2 minutes; while it fails, the last list stays in use.")
    private String nameServerAddressUrl;

    @NotNull
    @Min(ConfigBounds.MIN_TIMEOUT_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description = "The longest wait, in milliseconds, for one TCP connection to a name server or broker.")
    private Integer connectTimeoutMillis = 3000;

    @NotNull
    @Min(ConfigBounds.MIN_TIMEOUT_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description =
                    "The time, in milliseconds, for one request that is not a send: route, heartbeat, unregister.")
    private Integer requestTimeoutMillis = 3000;

    @NotNull
    @Min(ConfigBounds.MIN_INTERVAL_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description =
                    "The time, in milliseconds, between two heartbeats to all known brokers, which forget a client"
                            + " after two minutes without.")
    private Integer heartbeatIntervalMillis = 30_000;

    @NotNull
    @Min(ConfigBounds.MIN_INTERVAL_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description = "The time, in milliseconds, between two refreshes of the routes of all topics in use.")
    private Integer routePollIntervalMillis = 30_000;

    @NotNull
    @Min(ConfigBounds.MIN_IN_FLIGHT)
    @Max(ConfigBounds.MAX_IN_FLIGHT_MESSAGES)
    @ConfigProperty(
            description = "The most messages under way at a time, per cluster and user; a send above that waits within"
                    + " its timeout.")
    private Integer maxInFlightMessages = 10_000;

    @NotNull
    @Min(ConfigBounds.MIN_IN_FLIGHT)
    @Max(ConfigBounds.MAX_IN_FLIGHT_MEBIBYTES)
    @ConfigProperty(
            description = "The most MiB of message bodies under way at a time, per cluster and user; a send above that"
                    + " waits within its timeout.")
    private Integer maxInFlightMebibytes = 64;

    @NotNull
    @Min(0)
    @Max(ConfigBounds.MAX_DRAIN_MILLIS)
    @ConfigProperty(
            description = "How long, in milliseconds, a stop of the adapter waits for messages under way; 0 for not at"
                    + " all.")
    private Integer drainTimeoutMillis = 5000;

    @NotNull
    @Min(0)
    @Max(ConfigBounds.MAX_LINGER_MINUTES)
    @ConfigProperty(
            description = "How long, in minutes, a client that no pooled connection uses any more keeps its connections"
                    + " and routes; 0 for not at all.")
    private Integer idleClientLingerMinutes = 30;

    @Pattern(regexp = ConfigBounds.CLIENT_IP, message = ConfigBounds.CLIENT_IP_WORDS)
    @ConfigProperty(
            description =
                    "The IPv4 address that the ids of clients and messages begin with, where the one that is found"
                            + " says nothing, as in containers. Nothing is ever sent there.")
    private String clientIp;

    public RocketMQResourceAdapter() {
        this(Engine::start);
    }

    RocketMQResourceAdapter(Engine.Starter starter) {
        this.starter = starter;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        ConfigProblems problems = new ConfigProblems();
        RuntimeConfig config = ResourceAdapterConfig.read(this, problems);
        if (!problems.none()) {
            throw new ResourceAdapterInternalException("The resource adapter cannot start: " + problems.text());
        }
        if (engine.current() != null) {
            throw new ResourceAdapterInternalException("The resource adapter '" + adapterName + "' is already started");
        }
        callerTransaction =
                new CallerTransaction(context == null ? null : context.getTransactionSynchronizationRegistry());
        Engine started = startEngine(config, completions(context));
        if (!engine.fill(started)) {
            started.stop();
            throw new ResourceAdapterInternalException("The resource adapter '" + adapterName + "' is already started");
        }
        managed =
                ManagedTransactions.register(adapterName, started.transactions().operations());
        LOG.info("event=adapter_started adapter={} version={} nameServers={}", adapterName, VERSION, nameServers);
        LOG.debug("event=adapter_configured config={}", this);
    }

    private Engine startEngine(RuntimeConfig config, Executor completions) throws ResourceAdapterInternalException {
        try {
            return starter().start(config, completions);
        } catch (RuntimeException failure) {
            throw new ResourceAdapterInternalException(
                    "The resource adapter '" + adapterName + "' cannot start: " + failure.getMessage(), failure);
        }
    }

    /** Outside a server there is no work manager; the JVM's common pool takes its place. */
    private static Executor completions(BootstrapContext context) {
        Executor common = ForkJoinPool.commonPool();
        boolean managed = context != null && context.getWorkManager() != null;
        return managed ? new WorkManagerExecutor(context.getWorkManager(), common) : new CountedExecutor(common);
    }

    /** A deserialized adapter has lost its starter with its life. */
    private Engine.Starter starter() {
        return starter == null ? Engine::start : starter;
    }

    @Override
    public void stop() {
        Engine running = engine.empty();
        if (running == null) {
            return;
        }
        ManagedTransactions known = managed;
        if (known != null) {
            known.close();
            managed = null;
        }
        try {
            running.stop();
            LOG.info("event=adapter_stopped adapter={}", adapterName);
        } catch (RuntimeException failure) {
            LOG.warn("event=adapter_stop_failed adapter={}", adapterName, failure);
        }
    }

    /** The engine, which runs between start and stop. */
    Engine engine() throws ResourceException {
        Engine running = engine.current();
        if (running == null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The resource adapter '" + adapterName + "' is not running: it is not started yet, or stopped");
        }
        return running;
    }

    /** The transaction of the calling thread. */
    CallerTransaction callerTransaction() {
        return callerTransaction;
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpointFactory, ActivationSpec spec)
            throws ResourceException {
        throw new NotSupportedException("This resource adapter sends messages; it has no message endpoints");
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpointFactory, ActivationSpec spec) {
        // No endpoint was ever activated.
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return NO_XA_RESOURCES.clone();
    }

    /** All config properties by name: what this adapter is equal by. */
    Map<String, Object> configuration() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("adapterName", adapterName);
        values.put("nameServers", nameServers);
        values.put("nameServerAddressUrl", nameServerAddressUrl);
        values.put("connectTimeoutMillis", connectTimeoutMillis);
        values.put("requestTimeoutMillis", requestTimeoutMillis);
        values.put("heartbeatIntervalMillis", heartbeatIntervalMillis);
        values.put("routePollIntervalMillis", routePollIntervalMillis);
        values.put("maxInFlightMessages", maxInFlightMessages);
        values.put("maxInFlightMebibytes", maxInFlightMebibytes);
        values.put("drainTimeoutMillis", drainTimeoutMillis);
        values.put("idleClientLingerMinutes", idleClientLingerMinutes);
        values.put("clientIp", clientIp);
        values.putAll(transactions());
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RocketMQResourceAdapter that && configuration().equals(that.configuration());
    }

    @Override
    public int hashCode() {
        return configuration().hashCode();
    }

    @Override
    public String toString() {
        Map<String, Object> shown = configuration();
        shown.computeIfPresent("transactionPassword", (name, secret) -> "***");
        return "RocketMQResourceAdapter" + shown;
    }

    public String getAdapterName() {
        return adapterName;
    }

    public void setAdapterName(String adapterName) {
        this.adapterName = adapterName;
    }

    public String getNameServers() {
        return nameServers;
    }

    public void setNameServers(String nameServers) {
        this.nameServers = nameServers;
    }

    public String getNameServerAddressUrl() {
        return nameServerAddressUrl;
    }

    public void setNameServerAddressUrl(String nameServerAddressUrl) {
        this.nameServerAddressUrl = nameServerAddressUrl;
    }

    public Integer getConnectTimeoutMillis() {
        return connectTimeoutMillis;
    }

    public void setConnectTimeoutMillis(Integer connectTimeoutMillis) {
        this.connectTimeoutMillis = connectTimeoutMillis;
    }

    public Integer getRequestTimeoutMillis() {
        return requestTimeoutMillis;
    }

    public void setRequestTimeoutMillis(Integer requestTimeoutMillis) {
        this.requestTimeoutMillis = requestTimeoutMillis;
    }

    public Integer getHeartbeatIntervalMillis() {
        return heartbeatIntervalMillis;
    }

    public void setHeartbeatIntervalMillis(Integer heartbeatIntervalMillis) {
        this.heartbeatIntervalMillis = heartbeatIntervalMillis;
    }

    public Integer getRoutePollIntervalMillis() {
        return routePollIntervalMillis;
    }

    public void setRoutePollIntervalMillis(Integer routePollIntervalMillis) {
        this.routePollIntervalMillis = routePollIntervalMillis;
    }

    public Integer getMaxInFlightMessages() {
        return maxInFlightMessages;
    }

    public void setMaxInFlightMessages(Integer maxInFlightMessages) {
        this.maxInFlightMessages = maxInFlightMessages;
    }

    public Integer getMaxInFlightMebibytes() {
        return maxInFlightMebibytes;
    }

    public void setMaxInFlightMebibytes(Integer maxInFlightMebibytes) {
        this.maxInFlightMebibytes = maxInFlightMebibytes;
    }

    public Integer getDrainTimeoutMillis() {
        return drainTimeoutMillis;
    }

    public void setDrainTimeoutMillis(Integer drainTimeoutMillis) {
        this.drainTimeoutMillis = drainTimeoutMillis;
    }

    public Integer getIdleClientLingerMinutes() {
        return idleClientLingerMinutes;
    }

    public void setIdleClientLingerMinutes(Integer idleClientLingerMinutes) {
        this.idleClientLingerMinutes = idleClientLingerMinutes;
    }

    public String getClientIp() {
        return clientIp;
    }

    public void setClientIp(String clientIp) {
        this.clientIp = clientIp;
    }
}
