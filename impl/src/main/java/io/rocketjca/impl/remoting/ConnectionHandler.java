package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Hands the events of a channel to its connection; the last handler in the pipeline. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private final NettyConnection connection;
    private final FrameSplitter splitter;
    private boolean broken;

    ConnectionHandler(NettyConnection connection, int maxFrameBytes) {
        this.connection = connection;
        this.splitter = new FrameSplitter(maxFrameBytes, connection::received);
    }

    NettyConnection connection() {
        return connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!broken) {
                splitter.read(bytes, context.alloc());
            }
        } catch (RuntimeException e) {
            broken = true;
            connection.broken("the peer sent what is no frame", e);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.burstEnded();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            connection.writable();
        }
    }

    /** Where bytes are written directly, netty leaves it to us to close when the peer has. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            connection.closedByPeer();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.ended();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        splitter.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.broken(TlsStory.ofOpenConnection(cause), cause);
    }
}
