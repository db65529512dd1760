package io.rocketjca.impl.remoting;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.Epoll;
import io.rocketjca.impl.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
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

    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    private final CompletableFuture<String> closing = new CompletableFuture<>();
    private EventLoops loops;
    private NettyConnection connection;
    private Socket peer;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Epoll.isAvailable());
        loops = EventLoops.start(task -> new Thread(task, "direct-loop"));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new TcpDialler(loops, RemotingRig.CONFIG, HostNames.ofJvm(Runnable::run))
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
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(socket, chunk(() -> {
            begun.countDown();
            await(goOn);
        })));
        begun.await();
        Thread shutting = new Thread(socket::shut);
        shutting.start();
        while (shutting.getState() != Thread.State.WAITING) {
            assertThat(shutting.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        goOn.countDown();
        shutting.join();
        assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
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
            Ticker still = () -> 0;
            connection = new NettyConnection(
                    "peer",
                    channel,
                    new ConnectionSetting(
                            RemotingRig.CONFIG, still, loops.buffers(), new SafeListener(new Nobody(), ended -> {})));
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
