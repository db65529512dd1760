package io.rocketjca.impl.remoting;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one event loop of a resource adapter and its thread: epoll where the system has it, else NIO. It is a loop without a
 * group around it, so that its end starts no helper thread of netty's.
 */
public final class EventLoops {

    private static final int REHEARSED_BYTES = 64;

    private final EventLoop loop;
    private final Class<? extends SocketChannel> channelType;
    private final Buffers buffers;
    private final Thread thread;

    private EventLoops(EventLoop loop, Class<? extends SocketChannel> channelType, Buffers buffers, Thread thread) {
        this.loop = loop;
        this.channelType = channelType;
        this.buffers = buffers;
        this.thread = thread;
    }

    /** Starts the thread, made by the given factory on the calling thread. */
    public static EventLoops start(ThreadFactory threads) {
        AllocationEvents.leaveOut();
        return start(threads, Epoll.isAvailable(), Buffers.create());
    }

    static EventLoops start(ThreadFactory threads, boolean epoll, Buffers buffers) {
        AtomicReference<Thread> made = new AtomicReference<>();
        ThreadFactory tidy = task -> {
            Thread thread = threads.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(task));
            made.set(thread);
            return thread;
        };
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoop loop = new SingleThreadIoEventLoop(null, tidy, handlers);
        loop.execute(() -> {});
        return new EventLoops(loop, epoll ? EpollSocketChannel.class : NioSocketChannel.class, buffers, made.get());
    }

    /**
     * Has all classes loaded that the end of a connection and of the loop's thread need; connects to nothing. On the loop,
     * because some of netty's classes leave thread-locals where they are loaded, which would hold the class loader.
     *
     * @param more what else to do there
     */
    public void rehearse(Runnable more) {
        loop.execute(more);
        loop.execute(() -> {
            // A loop whose end comes at the wrong moment skips looking for channels that are left, and its class.
            new IntObjectHashMap<Object>().values().iterator();
            buffers.reads().directBuffer(REHEARSED_BYTES).release();
            buffers.chunks().directBuffer(REHEARSED_BYTES).release();
            new Bootstrap()
                    .group(loop)
                    .channel(channelType)
                    .handler(new ChannelInboundHandlerAdapter())
                    .register()
                    .addListener((ChannelFuture registered) -> ConnectionRehearsal.on(registered.channel(), buffers));
        });
    }

    /** A timer whose tasks run on the event loop. */
    public Timer timer() {
        return new EventLoopTimer(loop);
    }

    /**
     * Closes all connections, ends the event loop and waits for its thread.
     *
     * @return whether the thread has ended in time; {@code false} also on the loop's own thread, which cannot wait for itself
     */
    public boolean stop(Duration atMost) {
        loop.shutdownGracefully(0, atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (Thread.currentThread() == thread) {
            return false;
        }
        joinDespiteInterrupts(atMost);
        return !thread.isAlive();
    }

    /** An interrupted stop is still a stop: the thread is given the same time to end, and the flag is set again. */
    private void joinDespiteInterrupts(Duration atMost) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Math.max(1, atMost.toMillis()));
        } catch (InterruptedException e) {
            interrupted = true;
            joinDespiteInterrupts(atMost.dividedBy(2));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    EventLoop loop() {
        return loop;
    }

    Buffers buffers() {
        return buffers;
    }

    Class<? extends SocketChannel> channelType() {
        return channelType;
    }
}
