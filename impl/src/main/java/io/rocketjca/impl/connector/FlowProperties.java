package io.rocketjca.impl.connector;

import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The config properties of a connection factory that say how its sends are put together and held back. */
public class FlowProperties extends TraceProperties {

    private static final long serialVersionUID = 1L;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether messages that are sent one by one travel in batches: what is sent while an earlier message of its"
                            + " topic is under way waits for its end, at most 10 ms, and leaves with all that came meanwhile, up to"
                            + " 32 KiB. A lone message never waits. Messages with a queue, an ordering key or options, replies,"
                            + " requests, compressed and one-way messages always travel alone.")
    private Boolean autoBatch = false;

    @NotNull
    @ConfigProperty(
            description =
                    "Whether a send that finds maxInFlightMessages or maxInFlightMebibytes reached waits for room, at most until"
                            + " its timeout, in all modes; otherwise it fails at once with an OverloadException.")
    private Boolean waitForRoom = true;

    /** All config properties of this class by name. */
    Map<String, Object> flow() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("autoBatch", autoBatch);
        values.put("waitForRoom", waitForRoom);
        return values;
    }

    /** Whether all config properties of this class are equal; allocates nothing. */
    boolean flowsLike(FlowProperties that) {
        return Objects.equals(autoBatch, that.autoBatch) && Objects.equals(waitForRoom, that.waitForRoom);
    }

    public Boolean getAutoBatch() {
        return autoBatch;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isAutoBatch() {
        return autoBatch;
    }

    public void setAutoBatch(Boolean autoBatch) {
        this.autoBatch = autoBatch;
    }

    public Boolean getWaitForRoom() {
        return waitForRoom;
    }

    /** Some servers look for this name, as if the property were a primitive boolean. */
    public Boolean isWaitForRoom() {
        return waitForRoom;
    }

    public void setWaitForRoom(Boolean waitForRoom) {
        this.waitForRoom = waitForRoom;
    }
}
