package io.rocketjca.impl.config;

/**
 * How the sends of one connection factory are put together and held back.
 *
 * @param autoBatch whether messages that are sent while earlier ones of their topic are under way are gathered into batches
 * @param waitForRoom whether a send for which there is no room in flight waits for it, at most until its deadline; otherwise it
 *     fails at once
 * @param compressType how bodies are compressed, where that is wanted and pays
 */
public record FlowConfig(boolean autoBatch, boolean waitForRoom, CompressType compressType) {

    private static final FlowConfig DEFAULTS = new FlowConfig(false, true);

    /** With zlib. */
    public FlowConfig(boolean autoBatch, boolean waitForRoom) {
        this(autoBatch, waitForRoom, CompressType.ZLIB);
    }

    /** Each message by itself, waiting for room. */
    public static FlowConfig defaults() {
        return DEFAULTS;
    }
}
