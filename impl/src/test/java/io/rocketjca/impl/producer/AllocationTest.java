package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.remoting.Call;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.FrameSource;
import io.rocketjca.impl.remoting.Line;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guards against garbage on the path of every message; the bound is generous, the number is printed. */
class AllocationTest {

    private static final int SENDS = 20_000;
    private static final int BATCH = 32;
    private static final long MOST_BYTES = 300;

    @Test
    void anAsynchronousSendAllocatesLittle() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SendPipeline pipeline = pipeline();
        Message message =
                Message.to(SendFixture.TOPIC).body(new byte[128]).tag("t").build();
        send(pipeline, message);
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);

        send(pipeline, message);

        long each = (threads.getThreadAllocatedBytes(me) - before) / SENDS;
        System.out.println("allocation per asynchronous send: " + each + " bytes");
        assertThat(each).isLessThan(MOST_BYTES);
    }

    @Test
    void aMessageOfABatchAllocatesLessThanItsBytesOnTheWire() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SendPipeline pipeline = pipeline();
        List<Message> messages = Stream.generate(() -> Message.to(SendFixture.TOPIC)
                        .body(new byte[128])
                        .tag("t")
                        .build())
                .limit(BATCH)
                .toList();
        sendAll(pipeline, messages);
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);

        sendAll(pipeline, messages);

        long each = (threads.getThreadAllocatedBytes(me) - before) / SENDS;
        System.out.println("allocation per message of a batch: " + each + " bytes");
        assertThat(each).isLessThan(BatchBody.bytesOf(new byte[128], null));
    }

    private static void sendAll(SendPipeline pipeline, List<Message> messages) {
        for (int i = 0; i < SENDS; i += BATCH) {
            assertThat(pipeline.sendAll(messages, SendOptions.defaults())).hasSize(BATCH);
        }
    }

    private static void send(SendPipeline pipeline, Message message) {
        for (int i = 0; i < SENDS; i++) {
            pipeline.sendAsync(message, SendOptions.defaults());
        }
    }

    private static SendPipeline pipeline() {
        SendFixture fixture = new SendFixture();
        fixture.routes.route(SendFixture.TOPIC, 4, "a");
        return new SendPipeline(
                SendFixture.config(2),
                new SendEnvironment(
                        new BrokerAccess(
                                new Echo(),
                                fixture.routes,
                                new LatencyFaultTolerance(Ticker.system()),
                                HeaderEncoding.BINARY,
                                new RequestSigner.Anonymous()),
                        new TimeSource(Ticker.system(), WallClock.system(), fixture.timer),
                        new SendRoom(fixture.limit, new SendGate(), CompletionBurst.ofOne(), Runnable::run),
                        new UniqueIdSource(new byte[] {10, 1, 2, 3}, 1, ZoneOffset.UTC),
                        new Random(1),
                        null));
    }

    /** Writes each frame into the same buffer and answers at once. */
    private static final class Echo implements RemotingClient, Connection {

        private final ByteBuf out = Unpooled.buffer(16_384);
        private final ScriptedFrame answer = ScriptedFrame.code(0, null);

        @Override
        public int peerVersion() {
            return 513;
        }

        @Override
        public void notePeerVersion(int version) {}

        @Override
        public long openedNanos() {
            return 0;
        }

        @Override
        public void call(Call call) {
            out.clear().ensureWritable(call.maxFrameBytes());
            call.writeFrame(out, 7);
            call.answered(answer);
        }

        @Override
        public Line line(String address) {
            return () -> connected(address);
        }

        @Override
        public Connection connected(String address) {
            return this;
        }

        @Override
        public CompletionStage<Connection> connect(String address) {
            return CompletableFuture.completedStage(this);
        }

        @Override
        public CallFailure sendOneWay(FrameSource frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean awaitRoom(long deadlineNanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keepPace() {
            // nothing is ever behind
        }

        @Override
        public String address() {
            return "a:10911";
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void drain(String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void retainOnly(Set<String> addresses) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }
}
