package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.RuntimeConfig;
import java.util.concurrent.Executor;

/** All that one resource adapter runs: its event loop and its client instances. Made by start, ended by {@link #stop}. */
public final class ClientRuntime {

    private ClientRuntime() {}

    /**
     * Starts the event loop thread, with the calling thread's context class loader; opens no connection.
     *
     * @param config what all clients have in common
     * @param completions runs the completions of sends that bring no dispatcher, and those whose dispatcher refuses
     */
    public static ClientRuntime start(RuntimeConfig config, Executor completions) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes a share in the client instance for an identity, which is created, or revived while it lingers, if need be. Opens
     * no connection and does no I/O.
     *
     * @throws IllegalStateException if the runtime is stopped
     */
    public ClientLease lease(ClientIdentity identity) {
        throw new UnsupportedOperationException();
    }

    /** Whether the runtime is started and not yet stopping. */
    public boolean running() {
        throw new UnsupportedOperationException();
    }

    /**
     * Refuses new sends, waits for those under way up to the drain timeout, unregisters at the brokers, closes everything and
     * joins the event loop thread. Does nothing the second time.
     */
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
