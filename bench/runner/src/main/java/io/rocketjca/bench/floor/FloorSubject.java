package io.rocketjca.bench.floor;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.rocketjca.bench.client.Completion;
import io.rocketjca.bench.client.Pipe;
import io.rocketjca.bench.client.Producer;
import io.rocketjca.bench.client.Subject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Raw netty against the sink: one loop, one connection, no routes, no retries, nothing but bytes. */
public class FloorSubject implements Subject, Pipe {

    private final HandOff handOff;
    private final ByteBufAllocator allocator;
    private MultiThreadIoEventLoopGroup loops;
    private String server;

    /** Hands over by a task per frame, with buffers of netty's pool as it was when the goals were set. */
    public FloorSubject() {
        this(new TaskHandOff(), PooledByteBufAllocator.DEFAULT);
    }

    FloorSubject(HandOff handOff, ByteBufAllocator allocator) {
        this.handOff = handOff;
        this.allocator = allocator;
    }

    @Override
    public void start(String nameServers, int producers) {
        loops = new MultiThreadIoEventLoopGroup(
                1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        server = nameServers;
        handOff.channel(connect(new AnswerReader(handOff)));
    }

    private Channel connect(ChannelHandler handler) {
        String[] hostAndPort = server.split(":");
        return new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, allocator)
                .handler(handler)
                .connect(hostAndPort[0], Integer.parseInt(hostAndPort[1]))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public Producer producer(int index, String topic, byte[] body) {
        return new Sender(handOff, topic, body);
    }

    @Override
    public Runnable pipe(String topic, byte[] body, int window, AtomicLong answered) {
        PipeLoop pipe = new PipeLoop(new FloorFrame(topic, body, false), answered);
        pipe.start(connect(new AnswerReader(pipe)), window);
        return pipe::stop;
    }

    @Override
    public void stop() {
        loops.shutdownGracefully().syncUninterruptibly();
    }

    private static final class Sender implements Producer {

        private final HandOff handOff;
        private final FloorFrame frame;
        private final FloorFrame oneWayFrame;
        private final FloorFrame batchFrame;
        private final Completion waking = this::answered;
        private Thread caller;
        private volatile boolean answered;

        Sender(HandOff handOff, String topic, byte[] body) {
            this.handOff = handOff;
            this.frame = new FloorFrame(topic, body, false);
            this.oneWayFrame = new FloorFrame(topic, body, true);
            this.batchFrame = FloorFrame.ofBatch(topic, body, BATCH);
        }

        @Override
        public void send() {
            send(frame);
        }

        @Override
        public void sendBatch() {
            send(batchFrame);
        }

        private void send(FloorFrame whole) {
            caller = Thread.currentThread();
            answered = false;
            handOff.post(whole, waking);
            while (!answered) {
                LockSupport.park(this);
            }
        }

        @Override
        public void sendAsync(Completion completion) {
            handOff.post(frame, completion);
        }

        @Override
        public void sendOneWay() throws InterruptedException {
            handOff.postOneWay(oneWayFrame);
        }

        @Override
        public void close() {
            // the connection lives as long as the subject
        }

        private void answered(Object connection, Throwable failure) {
            answered = true;
            LockSupport.unpark(caller);
        }
    }
}
