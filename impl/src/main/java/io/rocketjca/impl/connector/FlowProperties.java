package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.CompressType;
import jakarta.resource.spi.ConfigProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

    @NotNull
    @Pattern(regexp = ConfigBounds.COMPRESS_TYPE, message = ConfigBounds.COMPRESS_TYPE_WORDS)
    @ConfigProperty(
            description =
                    "How bodies from compressAboveBytes on are compressed: ZLIB, which every consumer reads, or LZ4 or ZSTD, which"
                            + " consumers read from RocketMQ 4.9.4 on. LZ4 needs the library at.yawk.lz4:lz4-java and ZSTD"
                            + " com.github.luben:zstd-jni, added to rocketjca.rar or to the libraries of the server; without it"
                            + " no connection is made. The same holds for reading what others compressed in this way.")
    private String compressType = CompressType.ZLIB.name();

    /** All config properties of this class by name. */
    Map<String, Object> flow() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("autoBatch", autoBatch);
        values.put("waitForRoom", waitForRoom);
        values.put("compressType", compressType);
        return values;
    }

    /** Whether all config properties of this class are equal; allocates nothing. */
    boolean flowsLike(FlowProperties that) {
        return Objects.equals(autoBatch, that.autoBatch)
                && Objects.equals(waitForRoom, that.waitForRoom)
                && Objects.equals(compressType, that.compressType);
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

    public String getCompressType() {
        return compressType;
    }

    public void setCompressType(String compressType) {
        this.compressType = compressType;
    }
}
