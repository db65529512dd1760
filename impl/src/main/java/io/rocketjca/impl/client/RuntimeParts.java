package io.rocketjca.impl.client;

import io.netty.buffer.Unpooled;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.producer.SendPipeline;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.protocol.request.UnregisterClientRequest;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.Encryption;
import io.rocketjca.impl.remoting.EventLoops;
import io.rocketjca.impl.remoting.NettyRemotingClient;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import io.rocketjca.impl.transaction.ClusterLink;
import io.rocketjca.impl.transaction.DirectoryLog;
import io.rocketjca.impl.transaction.TransactionEngine;
import io.rocketjca.impl.transaction.TransactionEnvironment;
import io.rocketjca.impl.transaction.TransactionProbe;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The event loop of one runtime, and what its client instances are made with. */
final class RuntimeParts {

    /** The most that the rehearsal of a stop may take; it needs some milliseconds. */
    private static final Duration REHEARSAL = Duration.ofSeconds(5);

    private static final Credentials REHEARSED = new Credentials("rehearsal", "rehearsal");
    private static final ClientIdentity NOBODY = new ClientIdentity(List.of("127.0.0.1:1"), Credentials.ANONYMOUS);

    private final EventLoops loops;
    private final String adapterName;

    private RuntimeParts(EventLoops loops, String adapterName) {
        this.loops = loops;
        this.adapterName = adapterName;
    }

    /** Starts the event loop thread; no I/O. */
    static RuntimeParts start(RuntimeConfig config) {
        rehearseStop(config);
        return new RuntimeParts(EventLoops.start(new IoThreads(config.adapterName())), config.adapterName());
    }

    ClientRegistry registry(RuntimeConfig config, Executor completions, TransactionEngine transactions) {
        ClientEnvironment environment = environment(config, completions, transactions);
        return new ClientRegistry(
                identity -> new MQClientInstance(identity, environment),
                environment.time().timer(),
                config.idleClientLinger());
    }

    /**
     * The transactions of the runtime, which are not started yet.
     *
     * @param work runs what may wait for the disk
     * @param clusters opens the way to the clusters of an earlier run
     */
    TransactionEngine transactions(
            TransactionConfig config, Executor work, Function<String, ClusterLink> clusters, TransactionProbe probe) {
        SecureRandom secure = new SecureRandom();
        return new TransactionEngine(
                config,
                new TransactionEnvironment(
                        time(), new DirectoryLog(config, secure::nextLong), clusters, work, secure.nextLong(), probe));
    }

    private TimeSource time() {
        return new TimeSource(Ticker.system(), WallClock.system(), loops.timer());
    }

    private ClientEnvironment environment(RuntimeConfig config, Executor completions, TransactionEngine transactions) {
        TimeSource time = time();
        SecureRandom secure = new SecureRandom();
        LocalAddress address = LocalAddress.of(config.clientIp());
        return new ClientEnvironment(
                config,
                time,
                (identity, listener) -> remoting(identity, listener, config.remoting(), time, completions),
                SendPipeline::new,
                completions,
                ClientIds.ofThisProcess(address, secure),
                messageIds(address, secure),
                new Random(secure.nextLong()),
                JsonBodies.ofContextClassLoader(),
                transactions);
    }

    /** Of the process, only the address goes into keys: in containers, process ids and start times are often the same. */
    static UniqueIdSource messageIds(LocalAddress address, SecureRandom secure) {
        return new UniqueIdSource(address.ipv4(), secure.nextLong(), ZoneId.systemDefault());
    }

    private RemotingClient remoting(
            ClientIdentity identity,
            ConnectionListener listener,
            RemotingConfig config,
            TimeSource time,
            Executor work) {
        return identity.tls().enabled()
                ? new NettyRemotingClient(
                        loops, time.ticker(), time.timer(), config, listener, new Encryption(identity.tls(), work))
                : new NettyRemotingClient(loops, time.ticker(), time.timer(), config, listener, work);
    }

    /** Ends the event loop and joins its thread; tells whether that was done in time. */
    boolean stop(Duration atMost) {
        return loops.stop(atMost);
    }

    String threadName() {
        return adapterName + "-io-1";
    }

    /**
     * Loads the classes that a stop needs: after a failed deployment some servers close the adapter's class loader first and
     * stop the adapter then, and a thread that misses a class at that moment never ends.
     */
    private static void rehearseStop(RuntimeConfig config) {
        String name = config.adapterName() + "-rehearsal";
        RuntimeParts parts = new RuntimeParts(EventLoops.start(new IoThreads(name)), name);
        parts.loops.rehearse(RuntimeParts::rehearseRequest);
        TransactionEngine transactions = parts.transactions(
                config.transactions().loggingTo(null), Runnable::run, cluster -> null, TransactionProbe.NONE);
        parts.registry(config, Runnable::run, transactions).rehearse(NOBODY);
        transactions.stop();
        parts.stop(REHEARSAL);
    }

    private static void rehearseRequest() {
        CommandCall call = new CommandCall(
                new UnregisterClientRequest("rehearsal", "rehearsal").toCommand(),
                RequestSigner.of(REHEARSED),
                Deadline.after(Ticker.system(), REHEARSAL));
        call.writeFrame(Unpooled.buffer(call.maxFrameBytes()), 0);
        call.failed(new CallFailure(CallFailure.Kind.STOPPING, false, "rehearsal", null));
    }
}
