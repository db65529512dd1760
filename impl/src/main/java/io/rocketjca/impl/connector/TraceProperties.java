package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.ProducerConfig;
import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The config properties of a connection factory that have its messages traced. */
public class TraceProperties extends RoutingProperties {

    private static final long serialVersionUID = 1L;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a record of every message that a broker has stored goes to the trace topic, for RocketMQ's"
                            + " dashboard and tools; one-way messages and failed sends leave none. Records that cannot be sent are"
                            + " lost; sends never wait for the trace.")
    private Boolean enableMsgTrace = false;

    @NotNull
    @Pattern(regexp = ConfigBounds.TOPIC, message = ConfigBounds.TOPIC_WORDS)
    @ConfigProperty(
            description =
                    "The topic of the trace; it must exist, or brokers must create it (traceTopicEnable on a broker,"
                            + " or autoCreateTopic on both sides).")
    private String customizedTraceTopic = ProducerConfig.DEFAULT_TRACE_TOPIC;

    /** All config properties of this class by name. */
    Map<String, Object> trace() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("enableMsgTrace", enableMsgTrace);
        values.put("customizedTraceTopic", customizedTraceTopic);
        return values;
    }

    /** Whether all config properties of this class are equal; allocates nothing. */
    boolean tracesLike(TraceProperties that) {
        return Objects.equals(enableMsgTrace, that.enableMsgTrace)
                && Objects.equals(customizedTraceTopic, that.customizedTraceTopic);
    }

    public Boolean getEnableMsgTrace() {
        return enableMsgTrace;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isEnableMsgTrace() {
        return enableMsgTrace;
    }

    public void setEnableMsgTrace(Boolean enableMsgTrace) {
        this.enableMsgTrace = enableMsgTrace;
    }

    public String getCustomizedTraceTopic() {
        return customizedTraceTopic;
    }

    public void setCustomizedTraceTopic(String customizedTraceTopic) {
        this.customizedTraceTopic = customizedTraceTopic;
    }
}
