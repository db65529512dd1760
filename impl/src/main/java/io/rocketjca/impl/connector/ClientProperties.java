package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;

/** The config properties of the resource adapter that hold for all its clients. */
public class ClientProperties extends TransactionProperties {

    private static final long serialVersionUID = 1L;

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
