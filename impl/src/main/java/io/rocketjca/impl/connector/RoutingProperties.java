package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** All config properties of this class by name. */
    Map<String, Object> routing() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("consistentHashing", consistentHashing);
        values.put("moveToAnotherQueue", moveToAnotherQueue);
        values.put("sendLatencyFaultEnable", sendLatencyFaultEnable);
        values.put("startDetectorEnable", startDetectorEnable);
        return values;
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
}
