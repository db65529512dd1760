package io.rocketjca.impl.producer;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeStored;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole pipeline over real sockets to two brokers. */
abstract class SocketSends {

    static final int SEND = 310;

    static final String TOPIC = "orders";

    final Ticker ticker = Ticker.system();
    final ScriptedRoutes routes = new ScriptedRoutes();
    final CompletionBurst burst = new CompletionBurst();
    final FakeBroker one = FakeBroker.start();
    final FakeBroker two = FakeBroker.start();
    final EventLoops loops = EventLoops.start(task -> new Thread(task, "test-io"));
    final InFlightLimit limit = new InFlightLimit(1000, 64 << 20, ticker);
    NettyRemotingClient remoting;
    SendPipeline pipeline;

    @BeforeEach
    void open() {
        remoting = new NettyRemotingClient(
                loops, ticker, loops.timer(), RemotingConfig.defaults(), new SilentListener(burst), Runnable::run);
        pipeline = pipeline(ProducerConfig.defaults("g1"), HeaderEncoding.BINARY);
    }

    @AfterEach
    void close() {
        remoting.close();
        loops.stop(Duration.ofSeconds(5));
        one.close();
        two.close();
    }

    static String uniqueKey(String properties) {
        int at = properties.indexOf("UNIQ_KEY\u0001") + 9;
        return properties.substring(at, at + 32);
    }

    List<FakeStored> awaitStored(int count) {
        one.awaitRequests(SEND, count);
        while (one.stored().size() < count) {
            Thread.onSpinWait();
        }
        return one.stored();
    }

    void routeToOne() {
        routes.route(TOPIC, 4, Map.of("broker-one", one.address()));
    }

    void routeToBoth() {
        routes.route(TOPIC, 4, Map.of("broker-one", one.address(), "broker-two", two.address()));
    }

    static ProducerConfig withRetries(int retries) {
        return ProducerConfigs.of("g1").attempts(Duration.ofSeconds(3), retries).build();
    }

    SendPipeline pipeline(ProducerConfig config, HeaderEncoding encoding) {
        return new SendPipeline(
                config,
                new SendEnvironment(
                        new BrokerAccess(
                                remoting,
                                routes,
                                new LatencyFaultTolerance(Ticker.system()),
                                encoding,
                                new RequestSigner.Anonymous()),
                        new TimeSource(ticker, WallClock.system(), loops.timer()),
                        new SendRoom(limit, new SendGate(), burst, ForkJoinPool.commonPool()),
                        new UniqueIdSource(new byte[] {127, 0, 0, 1}, 42, ZoneId.systemDefault()),
                        new Random(),
                        null));
    }

    static Message small() {
        return Message.to(TOPIC).text("hello").build();
    }

    SendReceipt sendSync(Message message) {
        return pipeline.send(message, SendOptions.defaults());
    }

    SendReceipt sendAsync(Message message) throws ExecutionException, InterruptedException {
        return pipeline.sendAsync(message, SendOptions.defaults())
                .toCompletableFuture()
                .get();
    }

    static SendReceipt send(SendPipeline pipeline, SendMode mode, Message message, SendOptions options) {
        return switch (mode) {
            case SYNC -> pipeline.send(message, options);
            case ASYNC ->
                pipeline.sendAsync(message, options).toCompletableFuture().join();
            case ONE_WAY -> {
                pipeline.sendOneWay(message, options);
                yield null;
            }
        };
    }

    static Throwable failureOf(Supplier<?> send) {
        try {
            return new AssertionError("The send succeeded with " + send.get());
        } catch (SendException | IllegalMessageException e) {
            return e;
        } catch (java.util.concurrent.CompletionException e) {
            return e.getCause();
        }
    }

    /** Hears nothing. */
    private record SilentListener(CompletionBurst burst) implements ConnectionListener {

        @Override
        public void burstEnded(Connection connection) {
            burst.end();
        }

        @Override
        public void opened(Connection connection) {}

        @Override
        public void closed(Connection connection, String reason) {}

        @Override
        public void pushed(Connection connection, InboundFrame request) {}
    }
}
