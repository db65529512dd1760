package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.producer.SendPipeline;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.EventLoops;
import io.rocketjca.impl.remoting.NettyRemotingClient;
import io.rocketjca.impl.transaction.LogOpener;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionEnvironment;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The transactions and clients of one adapter on real sockets, whose time is moved by the test. */
public final class TransactionRig {

    private static final AtomicLong RUNS = new AtomicLong(System.nanoTime());

    private final long run = RUNS.incrementAndGet();
    private final ExecutorService work = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rig-work");
        thread.setDaemon(true);
        return thread;
    });
    private final EventLoops loops = EventLoops.start(new IoThreads("rig"));
    private final DrivenLoop loop = new DrivenLoop(loops.timer());
    private final TransactionEngine engine;
    private final ClientRegistry registry;

    /** Wires everything; {@link #start} takes up the log. */
    public TransactionRig(TransactionConfig config, LogOpener log, TransactionProbe probe) {
        RecoveredClusters recovered = new RecoveredClusters(Credentials.ANONYMOUS);
        this.engine = new TransactionEngine(
                config, new TransactionEnvironment(loop.time(), log, recovered, work, run, probe));
        ClientEnvironment environment = environment(config);
        this.registry = new ClientRegistry(
                identity -> new MQClientInstance(identity, environment),
                environment.time().timer(),
                Duration.ofMinutes(30));
        recovered.in(registry);
    }

    private ClientEnvironment environment(TransactionConfig transactions) {
        RuntimeConfig defaults = RuntimeConfig.defaults();
        RuntimeConfig config = new RuntimeConfig(
                "rig",
                RemotingConfig.defaults(),
                defaults.requestTimeout(),
                defaults.routePollInterval(),
                defaults.heartbeatInterval(),
                defaults.idleClientLinger(),
                defaults.maxInFlightMessages(),
                defaults.maxInFlightBytes(),
                Duration.ZERO,
                null,
                transactions);
        return new ClientEnvironment(
                config,
                loop.time(),
                (identity, listener) -> new NettyRemotingClient(
                        loops, loop.time().ticker(), loop, config.remoting(), listener, Runnable::run),
                SendPipeline::new,
                work,
                new ClientIds("10.0.0.1", run, new Random(run)),
                new UniqueIdSource(new byte[] {10, 0, 0, 1}, run, ZoneOffset.UTC),
                new Random(run),
                JsonBodies.ofContextClassLoader(),
                engine);
    }

    public void start() {
        engine.start();
    }

    public TransactionEngine engine() {
        return engine;
    }

    /** A share in the client of a cluster. */
    public ClientLease lease(String nameServers) {
        return registry.lease(new ClientIdentity(List.of(nameServers), Credentials.ANONYMOUS));
    }

    /** Moves time, and runs what is due meanwhile. */
    public void pass(Duration time) {
        loop.pass(time);
    }

    /** Runs something that waits for brokers while the test goes on. */
    public ExecutorService work() {
        return work;
    }

    /** Ends all threads and connections at once; nothing is finished, and no log is closed. */
    public void kill() {
        work.shutdownNow();
        loops.stop(Duration.ofSeconds(20));
    }

    /** Ends in good order. */
    public void stop() throws Exception {
        registry.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        engine.stop();
        kill();
    }
}
