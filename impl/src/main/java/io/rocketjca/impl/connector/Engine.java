package io.rocketjca.impl.connector;

import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.client.ClientRuntime;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.util.concurrent.Executor;

/** What runs while a resource adapter is started, as the connector sees it: a source of shares in client instances. */
interface Engine {

    /** As {@link ClientRuntime#lease}. */
    ClientLease lease(ClientIdentity identity);

    /** As {@link ClientRuntime#offer}. */
    void offer(ClientIdentity identity);

    /** As {@link ClientRuntime#transactions}. */
    TransactionEngine transactions();

    /** As {@link ClientRuntime#stop}. */
    void stop();

    /** Starts the real engine. */
    static Engine start(RuntimeConfig config, Executor completions) {
        return start(config, completions, TransactionProbe.NONE);
    }

    /** Starts the real engine, and tells of each step of a transaction. */
    static Engine start(RuntimeConfig config, Executor completions, TransactionProbe probe) {
        ClientRuntime runtime = ClientRuntime.start(config, completions, probe);
        return new Engine() {
            @Override
            public ClientLease lease(ClientIdentity identity) {
                return runtime.lease(identity);
            }

            @Override
            public void offer(ClientIdentity identity) {
                runtime.offer(identity);
            }

            @Override
            public TransactionEngine transactions() {
                return runtime.transactions();
            }

            @Override
            public void stop() {
                runtime.stop();
            }
        };
    }

    /** Starts engines; a seam for tests that need none of the network. */
    @FunctionalInterface
    interface Starter {
        Engine start(RuntimeConfig config, Executor completions);
    }
}
