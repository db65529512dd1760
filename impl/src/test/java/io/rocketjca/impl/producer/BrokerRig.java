package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.ConnectionListener;
import io.rocketjca.impl.remoting.EventLoops;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.remoting.NettyRemotingClient;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;

/** A pipeline over real sockets to two brokers that hold the topic, one queue each. */
final class BrokerRig implements AutoCloseable {

    static final String TOPIC = "orders";

    final ScriptedRoutes routes = new ScriptedRoutes();
    final FakeBroker one = FakeBroker.start();
    final FakeBroker two = FakeBroker.start();
    final SendGate gate = new SendGate();
    final SendPipeline pipeline;
    private final EventLoops loops = EventLoops.start(task -> new Thread(task, "test-io"));
    private final NettyRemotingClient remoting;

    BrokerRig() {
        Ticker ticker = Ticker.system();
        CompletionBurst burst = new CompletionBurst();
        remoting = new NettyRemotingClient(
                loops, ticker, loops.timer(), RemotingConfig.defaults(), new BurstListener(burst), Runnable::run);
        pipeline = new SendPipeline(
                ProducerConfig.defaults("g1"),
                new SendEnvironment(
                        new BrokerAccess(
                                remoting,
                                routes,
                                new LatencyFaultTolerance(ticker),
                                HeaderEncoding.BINARY,
                                new RequestSigner.Anonymous()),
                        new TimeSource(ticker, WallClock.system(), loops.timer()),
                        new SendRoom(new InFlightLimit(1000, 64 << 20, ticker), gate, burst, Runnable::run),
                        new UniqueIdSource(new byte[] {127, 0, 0, 1}, 42, ZoneId.systemDefault()),
                        new Random(1),
                        null));
        routes.route(TOPIC, 1, Map.of("one", one.address(), "two", two.address()));
    }

    /** Leaves the topic on the first broker only. */
    BrokerRig onlyOne() {
        routes.route(TOPIC, 1, Map.of("one", one.address()));
        return this;
    }

    @Override
    public void close() {
        remoting.close();
        loops.stop(Duration.ofSeconds(5));
        one.close();
        two.close();
    }

    private record BurstListener(CompletionBurst burst) implements ConnectionListener {

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void burstEnded(Connection connection) {
            burst.end();
        }

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
