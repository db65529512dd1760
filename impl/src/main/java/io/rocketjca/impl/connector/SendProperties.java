package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The config properties of a connection factory that say which cluster is meant, as whom, and what is sent there how. */
public class SendProperties extends LevelProperties {

    private static final long serialVersionUID = 1L;

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

    /** Whether all config properties are equal; allocates nothing. */
    boolean sameAs(SendProperties that) {

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
