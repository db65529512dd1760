package io.rocketjca.impl.remoting;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Opens channels as they are, without encryption. */
final class TcpDialler implements Dialler {

    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(AppendBuffer.CHUNK_BYTES, 2 * AppendBuffer.CHUNK_BYTES);

    private final EventLoops loops;
    private final Duration connectTimeout;
    private final HostNames names;

    TcpDialler(EventLoops loops, RemotingConfig config, HostNames names) {
        this.loops = loops;
        this.names = names;
        this.connectTimeout = config.connectTimeout();
    }

    @Override
    public void dial(String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed) {
        HostPort target;
        try {
            target = HostPort.parse(address);
        } catch (IllegalArgumentException e) {
            failOnLoop(notConnected(address, e.getMessage(), e), failed);
            return;
        }
        names.find(
                target.host(),
                found -> onLoop(
                        () -> connect(address, new InetSocketAddress(found, target.port()), handler, opened, failed),
                        failed),
                failure -> failOnLoop(notConnected(address, failure.reason(), failure.cause()), failed));
    }

    /** Runs a task on the event loop; calls the outcome at once if that has ended. */
    void onLoop(Runnable task, Consumer<CallFailure> failed) {
        try {
            loops.loop().execute(task);
        } catch (RejectedExecutionException e) {
            failed.accept(new CallFailure(Kind.STOPPING, false, "the event loop has ended", e));
        }
    }

    private void failOnLoop(CallFailure failure, Consumer<CallFailure> failed) {
        onLoop(() -> failed.accept(failure), failed);
    }

    private void connect(
            String address,
            InetSocketAddress target,
            ChannelHandler handler,
            Consumer<Channel> opened,
            Consumer<CallFailure> failed) {
        try {
            bootstrap(handler).connect(target).addListener((ChannelFuture connecting) -> {
                if (connecting.isSuccess()) {
                    opened.accept(connecting.channel());
                } else {
                    Throwable cause = connecting.cause();
                    failed.accept(notConnected(address, cause.getMessage(), cause));
                }
            });
        } catch (RuntimeException e) {
            failed.accept(notConnected(address, e.getMessage(), e));
        }
    }

    private Bootstrap bootstrap(ChannelHandler handler) {
        return new Bootstrap()
                .group(loops.loop())
                .channel(loops.channelType())
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(Math.max(1, connectTimeout.toMillis())))
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.ALLOCATOR, loops.buffers().reads())
                .handler(handler);
    }

    private static CallFailure notConnected(String address, String words, Throwable cause) {
        return new CallFailure(Kind.NOT_CONNECTED, false, "cannot connect to " + address + ": " + words, cause);
    }
}
