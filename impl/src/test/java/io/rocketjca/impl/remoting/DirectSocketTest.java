package io.rocketjca.impl.remoting;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.fake.FakeCodec;
import io.rocketjca.impl.fake.FakeFrame;
import io.rocketjca.impl.time.ManualTicker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is written to a socket that is closed or may be closing: its number may belong to another one already. */
@Timeout(30)
class DirectSocketTest {

    private static final Duration QUIET = Duration.ofNanos(Outbound.QUIET_NANOS);

    /** So that one frame of this size which is not written takes all room that callers want to have. */
    private static final int LITTLE_ROOM = 90_000;

    private static final RemotingConfig CONFIG =
            new RemotingConfig(Duration.ofSeconds(3), 1 << 20, 1 << 12, LITTLE_ROOM + 1000);

    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private final CompletableFuture<String> closing = new CompletableFuture<>();
    private final ManualTicker ticker = new ManualTicker();
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch mayWrite = new CountDownLatch(1);
    private final CountDownLatch loopFree = new CountDownLatch(1);
    private EventLoops loops;
    private NettyConnection connection;
    private Socket peer;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Epoll.isAvailable());
        loops = EventLoops.start(task -> new Thread(task, "direct-loop"));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new TcpDialler(loops, CONFIG, HostNames.ofJvm(Runnable::run))
                    .dial(
                            "127.0.0.1:" + server.getLocalPort(),
                            new Watched(),
                            channel -> {
                                connection.opened();
                                opened.complete(channel);
                            },
                            failure -> closing.complete(failure.reason()));
            peer = server.accept();
        }
        opened.get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws IOException {
        if (loops != null) {
            peer.close();
            assertThat(loops.stop(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void whatIsWrittenArrives() throws Exception {
        DirectSocket socket = onLoop();
        Chunk chunk = chunk(() -> {});
        socket.write(chunk);
        assertThat(chunk.bytes().isReadable()).isFalse();
        assertThat(peer.getInputStream().readNBytes(5)).isEqualTo("whole".getBytes(US_ASCII));
    }

    @Test
    void whatASocketDoesNotTakeIsLeft() throws Exception {
        DirectSocket socket = onLoop();
        Chunk last;
        do {
            last = chunk(() -> {}, new byte[128 << 10]);
            socket.write(last);
        } while (!last.bytes().isReadable());
        socket.write(last);
        assertThat(last.bytes().isReadable()).isTrue();
    }

    @Test
    void aShutSocketBeginsNothing() throws Exception {
        DirectSocket socket = onLoop();
        socket.shut();
        Chunk chunk = chunk(() -> closing.complete("begun"));
        socket.write(chunk);
        assertThat(chunk.bytes().readableBytes()).isEqualTo(5);
        assertThat(closing).isNotDone();
    }

    @Test
    void aClosedSocketBeginsNothingThoughNobodyHasShutIt() throws Exception {
        DirectSocket socket = onLoop();
        opened.get().close().get(10, TimeUnit.SECONDS);
        Chunk chunk = chunk(() -> closing.complete("begun"));
        socket.write(chunk);
        assertThat(chunk.bytes().readableBytes()).isEqualTo(5);
        assertThat(closing.getNow("")).isNotEqualTo("begun");
    }

    @Test
    void whoShutsWaitsForWhoWrites() throws Exception {
        DirectSocket socket = onLoop();
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(socket, chunk(() -> {
            writing.countDown();
            await(mayWrite);
        })));
        writing.await();
        Thread shutting = new Thread(socket::shut);
        shutting.start();
        while (shutting.getState() != Thread.State.WAITING) {
            assertThat(shutting.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        mayWrite.countDown();
        shutting.join();
        assertThat(written).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void nettyLeavesClosingToTheConnectionWhenThePeerEnds() throws Exception {
        peer.close();
        assertThat(closing.get(10, TimeUnit.SECONDS)).contains("open=true ended=true");
    }

    @Test
    void nettyLeavesClosingToTheConnectionWhenThePeerResets() throws Exception {
        peer.setSoLinger(true, 0);
        peer.close();
        assertThat(closing.get(10, TimeUnit.SECONDS)).contains("open=true ended=true");
    }

    @Test
    void nettyLeavesClosingToTheConnectionWhenThePeerSendsNonsense() throws Exception {
        peer.getOutputStream().write(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
        assertThat(closing.get(10, TimeUnit.SECONDS)).contains("open=true ended=true");
    }

    @Test
    void whoeverClosesTheConnectionShutsItsSocketBefore() throws Exception {
        connection.close("test");
        assertThat(closing.get(10, TimeUnit.SECONDS)).contains("open=true ended=true");
    }

    @Test
    void whoeverClosesTheConnectionWaitsForACallerThatWrites() throws Exception {
        ticker.advance(QUIET);
        RecordedCall call = call("held up", 0);
        Thread caller = new Thread(() -> connection.call(call));
        caller.start();
        writing.await();
        Thread closer = new Thread(() -> connection.close("test"));
        closer.start();
        while (closer.getState() != Thread.State.WAITING && !closing.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(closing).isNotDone();
        mayWrite.countDown();
        assertThat(closing.get(10, TimeUnit.SECONDS)).contains("open=true ended=true");
        assertThat(call.awaitFailure().written()).isTrue();
    }

    @Test
    void theLoopWritesNothingWhileACallerDoes() throws Exception {
        ticker.advance(QUIET);
        Thread caller = new Thread(() -> connection.call(call("first", 0)));
        caller.start();
        writing.await();
        connection.call(call("second", 0));
        loops.loop().submit(connection::writable).get();
        settle();
        assertThat(peer.getInputStream().available()).isZero();
        mayWrite.countDown();
        assertArrives(peer.getInputStream(), "first", "second");
    }

    @Test
    void aCallerWritesNothingWhileTheLoopHasSomethingLeft() throws Exception {
        mayWrite.countDown();
        List<String> sent = new ArrayList<>();
        do {
            ticker.advance(QUIET);
            sent.add("n" + sent.size());
            connection.call(call(sent.get(sent.size() - 1), LITTLE_ROOM));
            settle();
        } while (connection.awaitRoom(ticker.nanos()));
        loops.loop().execute(() -> await(loopFree));
        InputStream in = peer.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (in.available() > 0) {
            read.write(in.readNBytes(in.available()));
        }
        ticker.advance(QUIET);
        sent.add("late");
        connection.call(call("late", 0));
        loopFree.countDown();
        assertArrives(
                new SequenceInputStream(new ByteArrayInputStream(read.toByteArray()), in), sent.toArray(String[]::new));
    }

    private static RecordedCall call(String id, int bodyBytes) {
        FakeFrame request =
                FakeFrame.request(RemotingRig.ECHO, 0).withExt("id", id).withBody(new byte[bodyBytes]);
        return new RecordedCall(request, Long.MAX_VALUE);
    }

    private static void assertArrives(InputStream from, String... ids) throws IOException {
        DataInputStream in = new DataInputStream(from);
        for (String id : ids) {
            assertThat(FakeCodec.read(in).ext("id")).isEqualTo(id);
        }
    }

    private void settle() throws Exception {
        loops.loop().submit(() -> {}).get(10, TimeUnit.SECONDS);
    }

    private DirectSocket onLoop() throws Exception {
        return loops.loop().submit(() -> DirectSocket.of(opened.join())).get(10, TimeUnit.SECONDS);
    }

    private static Chunk chunk(Runnable begin) {
        return chunk(begin, "whole".getBytes(US_ASCII));
    }

    private static Chunk chunk(Runnable begin, byte[] bytes) {
        return new Chunk(Unpooled.directBuffer(bytes.length).writeBytes(bytes), true, new Chunk.Writer() {
            @Override
            public void begun(Chunk chunk) {
                begin.run();
            }

            @Override
            public void written(Chunk chunk) {
                throw new AssertionError("the loop does not write here");
            }
        });
    }

    private static void write(DirectSocket socket, Chunk chunk) {
        try {
            socket.write(chunk);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A channel with a connection, and with a look at who closes it, and when. */
    private final class Watched extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            connection = new NettyConnection(
                    "peer",
                    channel,
                    new ConnectionSetting(
                            CONFIG,
                            ticker,
                            new Buffers(new HeldUp(), loops.buffers().reads()),
                            new SafeListener(new Nobody(), ended -> {})));
            channel.pipeline()
                    .addLast(new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void close(ChannelHandlerContext context, ChannelPromise promise) {
                            closing.complete("open=" + context.channel().isOpen() + " ended=" + !connection.open());
                            context.close(promise);
                        }
                    })
                    .addLast(new ConnectionHandler(connection, 1 << 20));
        }
    }

    /** Buffers that say when they are about to be written, and wait. */
    private final class HeldUp extends AbstractByteBufAllocator {

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return new UnpooledDirectByteBuf(this, initialCapacity, maxCapacity) {
                @Override
                public ByteBuffer internalNioBuffer(int index, int length) {
                    if (isReadable()) { // or else a frame is appended
                        writing.countDown();
                        await(mayWrite);
                    }
                    return super.internalNioBuffer(index, length);
                }
            };
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private static final class Nobody implements ConnectionListener {

        @Override
        public void opened(Connection opened) {
            // Not told.
        }

        @Override
        public void closed(Connection closed, String reason) {
            // Seen by the channel.
        }

        @Override
        public void pushed(Connection asked, InboundFrame request) {
            // Nobody asks.
        }
    }
}
