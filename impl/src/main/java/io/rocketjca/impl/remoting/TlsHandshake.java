package io.rocketjca.impl.remoting;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/** Waits at the end of a pipeline until TLS is agreed on, and then makes way for the handler that uses the channel. */
final class TlsHandshake extends ChannelInboundHandlerAdapter {

    private final ChannelHandler successor;
    private final Consumer<Channel> opened;
    private final Consumer<Throwable> failed;
    private boolean over;

    /**
     * One of the two outcomes is called once the channel was active.
     *
     * @param successor takes this handler's place before {@code opened} is called
     */
    TlsHandshake(ChannelHandler successor, Consumer<Channel> opened, Consumer<Throwable> failed) {
        this.successor = successor;
        this.opened = opened;
        this.failed = failed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake) || over) {
            context.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            over = true;
            context.pipeline().replace(this, null, successor);
            opened.accept(context.channel());
        } else {
            fail(context, handshake.cause());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, new ClosedChannelException());
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (!over) {
            over = true;
            context.close();
            failed.accept(cause);
        }
    }
}
