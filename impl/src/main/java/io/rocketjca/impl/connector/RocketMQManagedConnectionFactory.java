package io.rocketjca.impl.connector;

import io.rocketjca.CheckerRegistration;
import io.rocketjca.RocketMQConnection;
import io.rocketjca.RocketMQConnectionFactory;
import io.rocketjca.TransactionChecker;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.protocol.Namespace;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.security.auth.Subject;

/**
 * What an administrator configures for one pool: which cluster, as whom, and how to send. Makes managed connections without
 * any input or output; the client behind them is fetched only then, as servers may set this up before they start the adapter.
 */
@ConnectionDefinition(
        connectionFactory = RocketMQConnectionFactory.class,
        connectionFactoryImpl = AllocatingConnectionFactory.class,
        connection = RocketMQConnection.class,
        connectionImpl = RocketMQConnectionHandle.class)
public class RocketMQManagedConnectionFactory extends LevelProperties
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {

    /** The confidential properties. */
    static final Set<String> SECRETS =
            Set.of("password", "securityToken", "tlsTrustStorePassword", "tlsKeyStorePassword");

    private static final long serialVersionUID = 1L;

    private transient volatile RocketMQResourceAdapter resourceAdapter;
    private transient volatile PrintWriter logWriter;

    @Pattern(regexp = ConfigBounds.NAME_SERVERS, message = ConfigBounds.NAME_SERVERS_WORDS)
    @ConfigProperty(
            description =
                    "The name servers of the cluster: host:port entries separated by ';' or ',', an IPv6 address in"
                            + " brackets, for example mq1:9876;mq2:9876; at most 32. If not set, those of the resource adapter.")
    private String nameServers;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(
            description = "The RocketMQ access key, if the container or the caller gives no credentials. Empty for an"
                    + " anonymous client.")
    private String userName;

    @Size(max = ConfigBounds.MAX_KEY_CHARACTERS)
    @ConfigProperty(confidential = true, description = "The RocketMQ secret key that belongs to the access key.")
    private String password;

    @NotNull
    @Pattern(regexp = ConfigBounds.PRODUCER_GROUP, message = ConfigBounds.PRODUCER_GROUP_WORDS)
    @ConfigProperty(
            description = "The producer group that brokers see. 1 to 120 letters, digits, '_', '-', '%' or '|'.")
    private String producerGroup = "rocketjca";

    @NotNull
    @Min(ConfigBounds.MIN_TIMEOUT_MILLIS)
    @Max(ConfigBounds.DAY_MILLIS)
    @ConfigProperty(
            description = "The time, in milliseconds, in which a send must end, including the wait for a route, for a"
                    + " connection, and all retries.")
    private Integer sendTimeoutMillis = 3000;

    @NotNull
    @Min(0)
    @Max(ConfigBounds.MAX_RETRIES)
    @ConfigProperty(
            description = "The number of further attempts after a first one that failed, all within the send timeout; 0"
                    + " for none. One-way sends are never repeated.")
    private Integer retries = 2;

    @NotNull
    @Min(ConfigBounds.MIN_MESSAGE_BYTES)
    @Max(ConfigBounds.MAX_MESSAGE_BYTES)
    @ConfigProperty(
            description =
                    "The largest body, in bytes before compression, that is accepted; brokers have a limit of their"
                            + " own (maxMessageSize), 4 MiB by default.")
    private Integer maxMessageBytes = 4_194_304;

    @NotNull
    @Min(0)
    @ConfigProperty(
            description =
                    "Bodies of at least this many bytes are compressed where that makes them smaller; 0 for never.")
    private Integer compressAboveBytes = 4096;

    @NotNull
    @Min(ConfigBounds.MIN_COMPRESS_LEVEL)
    @Max(ConfigBounds.MAX_COMPRESS_LEVEL)
    @ConfigProperty(description = "The level of ZLIB or ZSTD: 1 is fastest, 9 is smallest.")
    private Integer compressLevel = 5;

    @NotNull
    @ConfigProperty(
            description = "Whether a topic that no name server knows is created by the first send, which brokers allow"
                    + " only if they are configured for it. For development: topics appear by typing errors, and on"
                    + " one broker only.")
    private Boolean autoCreateTopic = false;

    @NotNull
    @Min(ConfigBounds.MIN_TOPIC_QUEUES)
    @Max(ConfigBounds.MAX_TOPIC_QUEUES)
    @ConfigProperty(description = "The number of queues asked for when autoCreateTopic creates a topic.")
    private Integer autoCreateTopicQueues = 4;

    @Override
    public RocketMQConnectionFactory createConnectionFactory(ConnectionManager connectionManager) {
        return new AllocatingConnectionFactory(this, connectionManager);
    }

    /** For use without a server: every connection is a managed connection of its own. */
    @Override
    public RocketMQConnectionFactory createConnectionFactory() {
        return createConnectionFactory(new UnpooledConnectionManager());
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        RocketMQResourceAdapter adapter = associatedAdapter();
        ManagedConnectionFactoryConfig config = ManagedConnectionFactoryConfig.read(this, adapter);
        Credentials credentials = credentials(subject, request);
        Engine engine = adapter.engine();
        ClientLease lease = lease(engine, config, credentials);
        MessageProducer producer = producer(lease, config.producer());
        return new RocketMQManagedConnection(
                this,
                credentials,
                lease,
                new GroupProducer(producer, wireGroup(config.producer())),
                engine.transactions(),
                adapter.callerTransaction());
    }

    private static ClientLease lease(Engine engine, ManagedConnectionFactoryConfig config, Credentials credentials)
            throws ResourceException {
        try {
            return engine.lease(config.identity(credentials));
        } catch (IllegalStateException stopped) {
            throw new jakarta.resource.spi.IllegalStateException("The resource adapter is stopping", stopped);
        }
    }

    /** One client has a bound of producers; beyond it the share in the client is given back. */
    private static MessageProducer producer(ClientLease lease, ProducerConfig config) throws ResourceException {
        try {
            return lease.producer(config);
        } catch (RuntimeException refusal) {
            lease.close();
            throw new ResourceAllocationException("No connection can be made: " + refusal.getMessage(), refusal);
        }
    }

    /** Announces the group of this factory, as its own user, and has a checker asked for its messages. */
    CheckerRegistration registerChecker(TransactionChecker checker, Executor executor) throws ResourceException {
        RocketMQResourceAdapter adapter = associatedAdapter();
        ManagedConnectionFactoryConfig config = ManagedConnectionFactoryConfig.read(this, adapter);
        Engine engine = adapter.engine();
        ClientLease lease = lease(engine, config, credentials(null, RocketMQConnectionRequestInfo.AS_CONFIGURED));
        producer(lease, config.producer());
        try {
            CheckerRegistration registration = engine.transactions()
                    .checkers()
                    .register(lease.transactions(), wireGroup(config.producer()), checker, executor);
            return () -> {
                registration.close();
                lease.close();
            };
        } catch (RuntimeException refusal) {
            lease.close();
            throw refusal;
        }
    }

    /** The producer group as brokers know it. */
    private static String wireGroup(ProducerConfig config) {
        return new Namespace(config.addressing().namespace()).group(config.producerGroup());
    }

    /** As whom a connection signs on that is asked for in this way. */
    Credentials credentials(Subject subject, ConnectionRequestInfo request) throws ResourceException {
        return new SignOn(this, new Credentials(userName, password, getSecurityToken())).credentials(subject, request);
    }

    /** Finds a connection of this factory, signed on in the same way and still alive; looks only at memory. */
    @Override
    @SuppressWarnings("rawtypes")
    public ManagedConnection matchManagedConnections(Set candidates, Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        Credentials wanted = credentials(subject, request);
        for (Object candidate : candidates) {
            if (candidate instanceof RocketMQManagedConnection connection && connection.fits(this, wanted)) {
                return connection;
            }
        }
        return null;
    }

    /** Servers may ask at every allocation, so this reads one flag of each connection. */
    @Override
    @SuppressWarnings("rawtypes")
    public Set<Object> getInvalidConnections(Set candidates) {
        Set<Object> invalid = new LinkedHashSet<>();
        for (Object candidate : candidates) {
            if (candidate instanceof RocketMQManagedConnection connection && !connection.usable()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    private RocketMQResourceAdapter associatedAdapter() throws ResourceException {
        RocketMQResourceAdapter adapter = resourceAdapter;
        if (adapter == null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The managed connection factory has no resource adapter: setResourceAdapter was not called");
        }
        return adapter;
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The managed connection factory already has a resource adapter, which cannot change");
        }
        if (!(adapter instanceof RocketMQResourceAdapter own)) {
            throw new InvalidPropertyException("The resource adapter must be a RocketMQResourceAdapter, but is "
                    + (adapter == null ? "missing" : adapter.getClass().getName()));
        }
        resourceAdapter = own;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    /** All config properties by name. */
    Map<String, Object> configuration() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nameServers", nameServers);
        values.put("userName", userName);
        values.put("password", password);
        values.put("producerGroup", producerGroup);
        values.put("sendTimeoutMillis", sendTimeoutMillis);
        values.put("retries", retries);
        values.put("maxMessageBytes", maxMessageBytes);
        values.put("compressAboveBytes", compressAboveBytes);
        values.put("compressLevel", compressLevel);
        values.put("autoCreateTopic", autoCreateTopic);
        values.put("autoCreateTopicQueues", autoCreateTopicQueues);
        values.putAll(routing());
        values.putAll(security());
        values.putAll(trace());
        values.putAll(flow());
        values.putAll(level());
        return values;
    }

    /** Servers ask several times per connection that they give out, so this allocates nothing. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof RocketMQManagedConnectionFactory that && sameAs(that);
    }

    private boolean sameAs(RocketMQManagedConnectionFactory that) {
        return Objects.equals(nameServers, that.nameServers)
                && Objects.equals(userName, that.userName)
                && Objects.equals(password, that.password)
                && Objects.equals(producerGroup, that.producerGroup)
                && Objects.equals(sendTimeoutMillis, that.sendTimeoutMillis)
                && Objects.equals(retries, that.retries)
                && Objects.equals(maxMessageBytes, that.maxMessageBytes)
                && Objects.equals(compressAboveBytes, that.compressAboveBytes)
                && Objects.equals(compressLevel, that.compressLevel)
                && Objects.equals(autoCreateTopic, that.autoCreateTopic)
                && Objects.equals(autoCreateTopicQueues, that.autoCreateTopicQueues)
                && routesLike(that)
                && securedLike(that)
                && tracesLike(that)
                && flowsLike(that)
                && joinsLike(that);
    }

    @Override
    public int hashCode() {
        return configuration().hashCode();
    }

    @Override
    public String toString() {
        Map<String, Object> shown = configuration();
        SECRETS.forEach(secret -> shown.computeIfPresent(secret, (name, value) -> "***"));
        return "RocketMQManagedConnectionFactory" + shown;
    }

    public String getNameServers() {
        return nameServers;
    }

    public void setNameServers(String nameServers) {
        this.nameServers = nameServers;
    }

    public String getUserName() {
        return userName;
    }

    public void setUserName(String userName) {
        this.userName = userName;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getProducerGroup() {
        return producerGroup;
    }

    public void setProducerGroup(String producerGroup) {
        this.producerGroup = producerGroup;
    }

    public Integer getSendTimeoutMillis() {
        return sendTimeoutMillis;
    }

    public void setSendTimeoutMillis(Integer sendTimeoutMillis) {
        this.sendTimeoutMillis = sendTimeoutMillis;
    }

    public Integer getRetries() {
        return retries;
    }

    public void setRetries(Integer retries) {
        this.retries = retries;
    }

    public Integer getMaxMessageBytes() {
        return maxMessageBytes;
    }

    public void setMaxMessageBytes(Integer maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    public Integer getCompressAboveBytes() {
        return compressAboveBytes;
    }

    public void setCompressAboveBytes(Integer compressAboveBytes) {
        this.compressAboveBytes = compressAboveBytes;
    }

    public Integer getCompressLevel() {
        return compressLevel;
    }

    public void setCompressLevel(Integer compressLevel) {
        this.compressLevel = compressLevel;
    }

    public Boolean getAutoCreateTopic() {
        return autoCreateTopic;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isAutoCreateTopic() {
        return autoCreateTopic;
    }

    public void setAutoCreateTopic(Boolean autoCreateTopic) {
        this.autoCreateTopic = autoCreateTopic;
    }

    public Integer getAutoCreateTopicQueues() {
        return autoCreateTopicQueues;
    }

    public void setAutoCreateTopicQueues(Integer autoCreateTopicQueues) {
        this.autoCreateTopicQueues = autoCreateTopicQueues;
    }
}
