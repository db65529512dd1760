package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import io.rocketjca.Message;
import io.rocketjca.SendException;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.ClientIdentity;
import io.rocketjca.impl.config.Credentials;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.fake.FakeBroker;
import io.rocketjca.impl.fake.FakeNameServer;
import io.rocketjca.impl.fake.FakeReply;
import io.rocketjca.impl.fake.HostileFrames;
import io.rocketjca.impl.fake.LeakWatch;
import io.rocketjca.impl.fake.RecordedLog;
import io.rocketjca.impl.producer.MessageProducer;
import java.io.ByteArrayOutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that sends, over real sockets, to peers that answer with ten thousand broken frames. */
@Timeout(180)
class HostilePeersTest {

    private static final int FRAMES = 10_000;
    private static final int FRAMES_PER_ANSWER = 4;
    private static final int AT_A_TIME = 250;
    private static final SendOptions SHORT = SendOptions.defaults().withTimeout(Duration.ofMillis(800));

    /** What a loaded machine may add to a deadline. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** What a run may leave behind: caches, and the classes of its failures. */
    private static final long MEMORY_SLACK = 48L << 20;

    private final long seed = System.nanoTime();
    private final HostileFrames hostile = new HostileFrames(new Random(seed));
    private final LeakWatch watch = new LeakWatch();
    private final RecordedLog connectionLog = new RecordedLog("io.rocketjca.impl.remoting.NettyConnection");
    private final Logger quiet = Logger.getLogger("io.rocketjca");
    private final FakeBroker broker = FakeBroker.start();
    private final FakeNameServer nameServer = FakeNameServer.start();
    private final ExecutorService work = Executors.newFixedThreadPool(4);
    private final ClientRuntime runtime = ClientRuntime.start(RuntimeConfig.defaults(), work);
    private final MessageProducer producer = runtime.lease(
                    new ClientIdentity(List.of(nameServer.address()), Credentials.ANONYMOUS))
            .producer(ProducerConfig.defaults("g"));
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @AfterEach
    void close() {
        runtime.stop();
        work.shutdownNow();
        nameServer.close();
        broker.close();
        connectionLog.close();
        quiet.setLevel(null);
        watch.close();
    }

    @Test
    void aHostileBrokerMakesNoSendHangAndTakesNoMemory() throws Exception {
        quiet.setLevel(Level.SEVERE);
        nameServer.route("t", "b", broker.address(), 2);
        broker.on(310, request -> FakeReply.raw(several(request.opaque())));
        broker.on(34, request -> FakeReply.raw(several(request.opaque())));
        sendUntilAllFramesAreOut("t");
    }

    @Test
    void aHostileNameServerMakesNoSendHangAndTakesNoMemory() throws Exception {
        quiet.setLevel(Level.SEVERE);
        nameServer.peer().on(105, request -> FakeReply.raw(several(request.opaque())));
        sendUntilAllFramesAreOut("t%d");
        assertThat(broker.requests(310)).isEmpty();
    }

    private void sendUntilAllFramesAreOut(String topic) throws Exception {
        long memory = usedBytes();
        for (int round = 0; frames.get() < FRAMES; round++) {
            long start = System.nanoTime();
            List<CompletionStage<?>> sends = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                String to = topic.formatted(round * AT_A_TIME + i);
                sends.add(producer.sendAsync(Message.to(to).text("x").build(), SHORT));
            }
            for (CompletionStage<?> send : sends) {
                await(send);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(SHORT.timeout().plus(SLACK));
        }
        runtime.stop();
        assertThat(connectionLog.with("failed")).as("seed %d", seed).isEmpty();
        assertThat(watch.leaks()).as("seed %d", seed).isEmpty();
        assertThat(usedBytes() - memory).as("seed %d", seed).isLessThan(MEMORY_SLACK);
        assertThat(failed.get()).as("failed, seed %d", seed).isPositive();
    }

    private void await(CompletionStage<?> send) throws Exception {
        try {
            send.toCompletableFuture().get(SHORT.timeout().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
            stored.incrementAndGet();
        } catch (ExecutionException e) {
            failed.incrementAndGet();
            assertThat(e.getCause())
                    .as("seed %d", seed)
                    .isInstanceOf(SendException.class)
                    .hasMessageMatching("(?s).{20,}");
        } catch (TimeoutException e) {
            throw new AssertionError("A send hangs, seed " + seed, e);
        }
    }

    private synchronized byte[] several(int opaque) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES_PER_ANSWER; i++) {
            bytes.writeBytes(hostile.insteadOfAnswer(opaque));
            frames.incrementAndGet();
        }
        return bytes.toByteArray();
    }

    private static long usedBytes() {
        System.gc();
        long bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getMemoryUsed();
        }
        return bytes + PlatformDependent.usedDirectMemory();
    }
}
