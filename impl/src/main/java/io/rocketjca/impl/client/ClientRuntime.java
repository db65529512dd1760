package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one resource adapter runs: its event loop and its client instances. Made by start, ended by {@link #stop}. */
public final class ClientRuntime {

    /** What stop allows the clients beyond their own time limits, and then the event loop for its end. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ClientRuntime.class);

    private final RuntimeConfig config;
    private final ClientRegistry registry;
    private final RecoveredClusters recovered;
    private final TransactionEngine transactions;
    private final RuntimeParts parts;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private ClientRuntime(
            RuntimeConfig config,
            ClientRegistry registry,
            RecoveredClusters recovered,
            TransactionEngine transactions,
            RuntimeParts parts) {
        this.config = config;
        this.registry = registry;
        this.recovered = recovered;
        this.transactions = transactions;
        this.parts = parts;
    }

    /**
     * Starts the event loop thread, with the calling thread's context class loader; opens no connection.
     *
     * @param config what all clients have in common
     * @param completions runs the completions of sends that bring no dispatcher, and those whose dispatcher refuses
     * @throws IllegalArgumentException if the configuration has problems; the text tells all of them
     */
    public static ClientRuntime start(RuntimeConfig config, Executor completions) {
        return start(config, completions, TransactionProbe.NONE);
    }

    /**
     * Starts as {@link #start(RuntimeConfig, Executor)} does.
     *
     * @param probe told of each step of a transaction
     */
    public static ClientRuntime start(RuntimeConfig config, Executor completions, TransactionProbe probe) {
        ConfigProblems problems = new ConfigProblems();
        config.check(problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(problems.text());
        }
        RuntimeParts parts = RuntimeParts.start(config);
        RecoveredClusters recovered =
                new RecoveredClusters(config.transactions().credentials());
        TransactionEngine transactions = parts.transactions(config.transactions(), completions, recovered, probe);
        ClientRegistry registry = parts.registry(config, completions, transactions);
        recovered.in(registry);
        LOG.debug("runtime started adapter={} thread={}", config.adapterName(), parts.threadName());
        ClientRuntime runtime = new ClientRuntime(config, registry, recovered, transactions, parts);
        runtime.startTransactions();
        return runtime;
    }

    /** Everything but distributed transactions works without their log. */
    private void startTransactions() {
        try {
            transactions.start();
        } catch (RuntimeException e) {
            LOG.error(
                    "distributed transactions are not possible adapter={} reason={}",
                    config.adapterName(),
                    e.getMessage());
        }
    }

    /** The transactions of all clients. */
    public TransactionEngine transactions() {
        return transactions;
    }

    /**
     * Takes a share in the client instance for an identity, which is created, or revived while it lingers, if need be. Opens
     * no connection and does no I/O.
     *
     * @throws IllegalStateException if the runtime is stopped
     */
    public ClientLease lease(ClientIdentity identity) {
        return registry.lease(identity);
    }

    /**
     * A connection factory is configured to reach its cluster in this way, which is how transactions of an earlier run are
     * finished unless the adapter has a user of its own for that. Does no I/O.
     *
     * @throws IllegalStateException if the runtime is stopped
     */
    public void offer(ClientIdentity identity) {
        recovered.offer(identity);
    }

    /** Whether the runtime is started and not yet stopping. */
    public boolean running() {
        return !stopping.get();
    }

    /**
     * Refuses new sends, waits for those under way up to the drain timeout, unregisters at the brokers, closes everything and
     * joins the event loop thread. Does nothing the second time.
     */
    public void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = false;
        try {
            interrupted = awaitClients();
            transactions.stop();
        } finally {
            // Whatever went wrong before: a thread that stays would hold the class loader for ever.
            registry.abandon();
            stopParts();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopParts() {
        if (parts.stop(GRACE)) {
            LOG.debug("runtime stopped adapter={}", config.adapterName());
        } else {
            LOG.warn(
                    "event loop thread has not ended in time adapter={} thread={}",
                    config.adapterName(),
                    parts.threadName());
        }
    }

    /** Waits until all clients have ended, within limits, and tells whether the thread was interrupted meanwhile. */
    private boolean awaitClients() {
        Duration limit = config.drainTimeout().plus(config.requestTimeout()).plus(GRACE);
        try {
            registry.close().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.warn("stop is interrupted, what is under way is not waited for adapter={}", config.adapterName());
            return true;
        } catch (TimeoutException e) {
            LOG.warn(
                    "clients have not ended in time adapter={} waitedMillis={}",
                    config.adapterName(),
                    limit.toMillis());
        } catch (ExecutionException e) {
            LOG.warn("clients have not ended in good order adapter={}", config.adapterName(), e.getCause());
        }
        return false;
    }
}
