package io.rocketjca.impl.remoting;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.rocketjca.impl.config.TlsConfig;
import io.rocketjca.impl.remoting.CallFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/** Opens encrypted channels: connects as {@link TcpDialler} does, then agrees on TLS, each within the connect timeout. */
final class TlsDialler implements Dialler {

    /** How long the end of a connection may wait for the peer to take the farewell. */
    private static final long FAREWELL_MILLIS = 500;

    private final Encryption encryption;
    private final TlsContexts contexts;
    private final TcpDialler plain;
    private final Duration handshakeTimeout;
    private final AtomicBoolean rehearsed = new AtomicBoolean();

    TlsDialler(Encryption encryption, TlsContexts contexts, TcpDialler plain, Duration handshakeTimeout) {
        this.encryption = encryption;
        this.contexts = contexts;
        this.plain = plain;
        this.handshakeTimeout = handshakeTimeout;
    }

    @Override
    public void dial(String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed) {
        try {
            encryption.work().execute(() -> dialWithStores(address, handler, opened, failed));
        } catch (RejectedExecutionException e) {
            fail(new CallFailure(Kind.STOPPING, false, "no thread reads the files that TLS needs", e), failed);
        }
    }

    private void dialWithStores(
            String address, ChannelHandler handler, Consumer<Channel> opened, Consumer<CallFailure> failed) {
        try {
            SslContext context = contexts.current();
            HostPort peer = HostPort.parse(address);
            if (rehearsed.compareAndSet(false, true)) {
                plain.onLoop(() -> TlsRehearsal.of(context), ended -> {});
            }
            Consumer<Throwable> broken = cause -> failed.accept(new CallFailure(
                    Kind.TLS_FAILED, false, TlsStory.ofHandshake(address, nameOf(peer), tls(), cause), cause));
            TlsHandshake handshake = new TlsHandshake(handler, opened, broken);
            plain.dial(address, pipeline(context, peer, handshake), channel -> {}, failed);
        } catch (TlsStoreException e) {
            fail(new CallFailure(Kind.TLS_FAILED, false, e.getMessage(), e), failed);
        } catch (RuntimeException e) {
            fail(new CallFailure(Kind.TLS_FAILED, false, "cannot prepare TLS with " + address + ": " + e, e), failed);
        }
    }

    private ChannelHandler pipeline(SslContext context, HostPort peer, TlsHandshake handshake) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler handler = context.newHandler(channel.alloc(), nameOf(peer), peer.port());
                handler.setHandshakeTimeoutMillis(Math.max(1, handshakeTimeout.toMillis()));
                handler.setCloseNotifyFlushTimeoutMillis(FAREWELL_MILLIS);
                askFor(nameOf(peer), handler);
                channel.pipeline().addLast(handler, handshake);
            }
        };
    }

    /** The JVM itself names only hosts with a dot to the server. */
    private static void askFor(String name, SslHandler handler) {
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            return;
        }
        SSLParameters parameters = handler.engine().getSSLParameters();
        try {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        } catch (IllegalArgumentException noHostName) {
            return; // such as one with an underscore: it can be connected to, but not asked for
        }
        handler.engine().setSSLParameters(parameters);
    }

    private String nameOf(HostPort peer) {
        return tls().serverName().isEmpty() ? peer.host() : tls().serverName();
    }

    private TlsConfig tls() {
        return encryption.tls();
    }

    private void fail(CallFailure failure, Consumer<CallFailure> failed) {
        plain.onLoop(() -> failed.accept(failure), ended -> failed.accept(failure));
    }
}
