package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The config properties of a connection factory that choose queues, brokers and names. Not abstract, because servers make one
 * to read the defaults.
 */
public class RoutingProperties extends SecurityProperties {

    private static final long serialVersionUID = 1L;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether an ordering key chooses its queue by consistent hashing, so that few keys move when queues"
                            + " come or go, instead of by hash code modulo number of queues as RocketMQ's own client does.")
    private Boolean consistentHashing = false;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a message with an ordering key, or for a certain queue, may go to another queue when the"
                            + " broker of its own fails; consumers may then see messages of a key out of order. Otherwise such a"
                            + " message is repeated on its own queue only, and fails with it.")
    private Boolean moveToAnotherQueue = false;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether brokers that failed or were slow are avoided for 2 to 30 seconds, as far as there are"
                            + " better ones.")
    private Boolean sendLatencyFaultEnable = false;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a broker that could not be reached is avoided until a probe reaches it, one every 3 seconds;"
                            + " counts only together with sendLatencyFaultEnable.")
    private Boolean startDetectorEnable = false;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a message that a broker has stored without reaching its disk or its slave in time goes to another"
                            + " broker too, which stores it twice. The receipt is the last one.")
    private Boolean retryAnotherBrokerWhenNotStoreOK = false;

    @Pattern(regexp = ConfigBounds.NAMESPACE, message = ConfigBounds.NAMESPACE_WORDS)
    @ConfigProperty(
            description =
                    "The namespace (instance) of all topics and of the producer group: on the wire they are namespace%name,"
                            + " while messages and receipts have the name alone. Up to 64 letters, digits, '_' or '-'.")
    private String namespace;

    @NotNull
    @ConfigProperty(description = "Whether a topic that autoCreateTopic creates is marked as the topic of a unit.")
    private Boolean unitMode = false;

    @NotNull
    @ConfigProperty(description = "Whether sends go to the second port of brokers, two below the one they announce.")
    private Boolean vipChannelEnabled = false;

    @Pattern(regexp = ConfigBounds.TOPICS, message = ConfigBounds.TOPICS_WORDS)
    @ConfigProperty(
            description =
                    "Topics, separated by ',' or ';', whose routes and broker connections are prepared when the pool makes"
                            + " its first connection, so that the first send need not wait for them. At most 256.")
    private String topics;

    /** All config properties of this class by name. */
    Map<String, Object> routing() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("consistentHashing", consistentHashing);
        values.put("moveToAnotherQueue", moveToAnotherQueue);
        values.put("sendLatencyFaultEnable", sendLatencyFaultEnable);
        values.put("startDetectorEnable", startDetectorEnable);
        values.put("retryAnotherBrokerWhenNotStoreOK", retryAnotherBrokerWhenNotStoreOK);
        values.put("namespace", namespace);
        values.put("unitMode", unitMode);
        values.put("vipChannelEnabled", vipChannelEnabled);
        values.put("topics", topics);
        return values;
    }

    /** Whether all properties here are equal. */
    final boolean routesLike(RoutingProperties that) {
        return Objects.equals(consistentHashing, that.consistentHashing)
                && Objects.equals(moveToAnotherQueue, that.moveToAnotherQueue)
                && Objects.equals(sendLatencyFaultEnable, that.sendLatencyFaultEnable)
                && Objects.equals(startDetectorEnable, that.startDetectorEnable)
                && Objects.equals(retryAnotherBrokerWhenNotStoreOK, that.retryAnotherBrokerWhenNotStoreOK)
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(unitMode, that.unitMode)
                && Objects.equals(vipChannelEnabled, that.vipChannelEnabled)
                && Objects.equals(topics, that.topics);
    }

    public Boolean getConsistentHashing() {
        return consistentHashing;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isConsistentHashing() {
        return consistentHashing;
    }

    public void setConsistentHashing(Boolean consistentHashing) {
        this.consistentHashing = consistentHashing;
    }

    public Boolean getMoveToAnotherQueue() {
        return moveToAnotherQueue;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isMoveToAnotherQueue() {
        return moveToAnotherQueue;
    }

    public void setMoveToAnotherQueue(Boolean moveToAnotherQueue) {
        this.moveToAnotherQueue = moveToAnotherQueue;
    }

    public Boolean getSendLatencyFaultEnable() {
        return sendLatencyFaultEnable;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isSendLatencyFaultEnable() {
        return sendLatencyFaultEnable;
    }

    public void setSendLatencyFaultEnable(Boolean sendLatencyFaultEnable) {
        this.sendLatencyFaultEnable = sendLatencyFaultEnable;
    }

    public Boolean getStartDetectorEnable() {
        return startDetectorEnable;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isStartDetectorEnable() {
        return startDetectorEnable;
    }

    public void setStartDetectorEnable(Boolean startDetectorEnable) {
        this.startDetectorEnable = startDetectorEnable;
    }

    public Boolean getRetryAnotherBrokerWhenNotStoreOK() {
        return retryAnotherBrokerWhenNotStoreOK;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isRetryAnotherBrokerWhenNotStoreOK() {
        return retryAnotherBrokerWhenNotStoreOK;
    }

    public void setRetryAnotherBrokerWhenNotStoreOK(Boolean retryAnotherBrokerWhenNotStoreOK) {
        this.retryAnotherBrokerWhenNotStoreOK = retryAnotherBrokerWhenNotStoreOK;
    }

    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    public Boolean getUnitMode() {
        return unitMode;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isUnitMode() {
        return unitMode;
    }

    public void setUnitMode(Boolean unitMode) {
        this.unitMode = unitMode;
    }

    public Boolean getVipChannelEnabled() {
        return vipChannelEnabled;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isVipChannelEnabled() {
        return vipChannelEnabled;
    }

    public void setVipChannelEnabled(Boolean vipChannelEnabled) {
        this.vipChannelEnabled = vipChannelEnabled;
    }

    public String getTopics() {
        return topics;
    }

    public void setTopics(String topics) {
        this.topics = topics;
    }
}
