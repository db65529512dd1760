package io.rocketjca.impl.client;

import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.producer.SendPipeline;
import io.rocketjca.impl.protocol.JsonBodies;
import io.rocketjca.impl.remoting.EventLoops;
import io.rocketjca.impl.remoting.NettyRemotingClient;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The event loop of one runtime, and what its client instances are made with. */
final class Engine {

    private final EventLoops loops;
    private final String adapterName;

    private Engine(EventLoops loops, String adapterName) {
        this.loops = loops;
        this.adapterName = adapterName;
    }

    /** Starts the event loop thread; no I/O. */
    static Engine start(RuntimeConfig config) {
        return new Engine(EventLoops.start(new IoThreads(config.adapterName())), config.adapterName());
    }

    ClientEnvironment environment(RuntimeConfig config, Executor completions) {
        TimeSource time = new TimeSource(Ticker.system(), WallClock.system(), loops.timer());
        return new ClientEnvironment(
                config,
                time,
                listener -> new NettyRemotingClient(loops, time.ticker(), time.timer(), config.remoting(), listener),
                SendPipeline::new,
                completions,
                ClientIds.ofThisProcess(new SecureRandom()),
                JsonBodies.ofContextClassLoader());
    }

    /** Ends the event loop and joins its thread; tells whether that was done in time. */
    boolean stop(Duration atMost) {
        return loops.stop(atMost);
    }

    String threadName() {
        return adapterName + "-io-1";
    }
}
