package io.rocketjca.impl.config;

/**
 * How the sends of one connection factory are put together and held back.
 *
 * @param autoBatch whether messages that are sent while earlier ones of their topic are under way are gathered into batches
 * @param waitForRoom whether a send for which there is no room in flight waits for it, at most until its deadline; otherwise it
 *     fails at once
 */
public record FlowConfig(boolean autoBatch, boolean waitForRoom) {

    private static final FlowConfig DEFAULTS = new FlowConfig(false, true);

    /** Each message by itself, waiting for room. */
    public static FlowConfig defaults() {
        return DEFAULTS;
    }
}
