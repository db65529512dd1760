package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.config.RoutingConfig;
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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Guards the whole path of a message over a real socket against garbage: what the calling thread and the event loop allocate
 * together, with the application's message and its {@code whenComplete}.
 */
@Timeout(60)
class HotPathAllocationTest {

    private static final int SENDS = 4_000;
    private static final String TOPIC = "orders";

    /** A warm JVM needs about 260; so short a test runs in half-compiled code, which keeps what the compiler would remove: 313. */
    private static final long MOST_BYTES = 420;

    /** The JVM's own HMAC makes two arrays of twenty bytes for each signature. */
    private static final long MOST_BYTES_SIGNED = MOST_BYTES + 80;

    private static final byte[] BODY = new byte[128];

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Thread[] loop = new Thread[1];
    private final CompletionBurst burst = new CompletionBurst();
    private final FakeBroker broker = FakeBroker.start();
    private final EventLoops loops = EventLoops.start(task -> {
        loop[0] = new Thread(task, "test-io");
        return loop[0];
    });
    private final NettyRemotingClient remoting = new NettyRemotingClient(
            loops, Ticker.system(), loops.timer(), RemotingConfig.defaults(), new SilentListener(burst), Runnable::run);
    private SendPipeline pipeline = pipeline(RoutingConfig.defaults(), new RequestSigner.Anonymous());

    @AfterEach
    void close() {
        remoting.close();
        loops.stop(Duration.ofSeconds(5));
        broker.close();
    }

    @Test
    void anAsynchronousSendAllocatesLittleOnAllThreadsTogether() throws Exception {
        sendAsync();
        long before = allocated();
        sendAsync();
        assertEach("asynchronous", before);
    }

    @Test
    void aSynchronousSendAllocatesLittleOnAllThreadsTogether() {
        sendSync();
        long before = allocated();
        sendSync();
        assertEach("synchronous", before);
    }

    @Test
    void aSignedSendAllocatesLittleMore() throws Exception {
        pipeline = pipeline(RoutingConfig.defaults(), RequestSigner.of(new Credentials("user", "secret")));
        sendAsync();
        long before = allocated();
        sendAsync();
        assertEach("signed asynchronous", before, MOST_BYTES_SIGNED);
    }

    @Test
    void judgingBrokersAddsNothing() throws Exception {
        pipeline = pipeline(new RoutingConfig(false, false, true, true, false), new RequestSigner.Anonymous());
        sendAsync();
        sendAsync();
        long before = allocated();
        sendAsync();
        assertEach("judged", before);
    }

    private void assertEach(String mode, long before) {
        assertEach(mode, before, MOST_BYTES);
    }

    private void assertEach(String mode, long before, long most) {
        long each = (allocated() - before) / SENDS;
        System.out.println("allocation per " + mode + " send over a socket: " + each + " bytes");
        assertThat(each).as("bytes per message").isBetween(100L, most);
    }

    private void sendAsync() throws InterruptedException {
        Semaphore completed = new Semaphore(0);
        BiConsumer<SendReceipt, Throwable> count = (receipt, failure) -> {
            if (failure == null) {
                completed.release();
            }
        };
        for (int i = 0; i < SENDS; i++) {
            pipeline.sendAsync(message(), SendOptions.defaults()).whenComplete(count);
        }
        assertThat(completed.tryAcquire(SENDS, 20, TimeUnit.SECONDS))
                .as("all are stored")
                .isTrue();
    }

    private void sendSync() {
        for (int i = 0; i < SENDS; i++) {
            pipeline.send(message(), SendOptions.defaults());
        }
    }

    private static Message message() {
        return Message.to(TOPIC).tag("t").body(BODY).build();
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId())
                + threads.getThreadAllocatedBytes(loop[0].getId());
    }

    private SendPipeline pipeline(RoutingConfig routing, RequestSigner signer) {
        ScriptedRoutes routes = new ScriptedRoutes();
        routes.route(TOPIC, 4, Map.of("a", broker.address()));
        return new SendPipeline(
                ProducerConfigs.of("g1").with(routing).build(),
                new SendEnvironment(
                        new BrokerAccess(
                                remoting,
                                routes,
                                new LatencyFaultTolerance(Ticker.system()),
                                HeaderEncoding.BINARY,
                                signer),
                        new TimeSource(Ticker.system(), WallClock.system(), loops.timer()),
                        new SendRoom(
                                new InFlightLimit(1000, 64 << 20, Ticker.system()),
                                new SendGate(),
                                burst,
                                Runnable::run),
                        new UniqueIdSource(new byte[] {10, 1, 2, 3}, 1, ZoneOffset.UTC),
                        new Random(1),
                        null));
    }

    private record SilentListener(CompletionBurst burst) implements ConnectionListener {

        @Override
        public void burstEnded(Connection connection) {
            burst.end();
        }

        @Override
        public void opened(Connection connection) {
            // nobody is interested
        }

        @Override
        public void closed(Connection connection, String reason) {
            // nobody is interested
        }

        @Override
        public void pushed(Connection connection, InboundFrame request) {
            // nobody is interested
        }
    }
}
