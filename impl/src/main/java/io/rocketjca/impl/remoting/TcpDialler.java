package io.rocketjca.impl.remoting;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Opens channels as they are, without encryption. Host names are looked up at every connect, on the event loop as netty's own
 * resolver does: a slow name service delays the loop, an IP address never does. Only the first address of a name is tried.
 */
final class TcpDialler implements Dialler {

    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(AppendBuffer.CHUNK_BYTES, 2 * AppendBuffer.CHUNK_BYTES);

    private final EventLoops loops;
    private final Duration connectTimeout;

    TcpDialler(EventLoops loops, RemotingConfig config) {
        this.loops = loops;
        this.connectTimeout = config.connectTimeout();
    }

    @Override
    public void dial(String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed) {
        onLoop(() -> dialOnLoop(address, handler, opened, failed), failed);
    }

    /** Runs a task on the event loop; calls the outcome at once if that has ended. */
    void onLoop(Runnable task, Consumer<CallFailure> failed) {
        try {
            loops.loop().execute(task);
        } catch (RejectedExecutionException e) {
            failed.accept(new CallFailure(Kind.STOPPING, false, "the event loop has ended", e));
        }
    }

    private void dialOnLoop(
            String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed) {
        try {
            bootstrap(handler).connect(resolve(address)).addListener((ChannelFuture connecting) -> {
                if (connecting.isSuccess()) {
                    opened.accept(connecting.channel());
                } else {
                    failed.accept(notConnected(address, connecting.cause()));
                }
            });
        } catch (IOException | RuntimeException e) {
            failed.accept(notConnected(address, e));
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

    private static InetSocketAddress resolve(String address) throws IOException {
        HostPort target = HostPort.parse(address);
        return new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    }

    private static CallFailure notConnected(String address, Throwable cause) {
        return new CallFailure(Kind.NOT_CONNECTED, false, "cannot connect to " + address + ": " + words(cause), cause);
    }

    private static String words(Throwable cause) {
        return cause instanceof UnknownHostException
                ? "unknown host " + cause.getMessage()
                : String.valueOf(cause.getMessage());
    }
}
