package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The socket of a channel, for writing past the event loop on any thread; only where bytes go out as they are, over epoll.
 *
 * <p>The system gives the number of a closed socket to the next one, so that a late write would reach a stranger. Therefore netty
 * may close this one by itself only where its own writing failed, which it shows before it tells of that. Everything else that ends
 * the channel comes to its handler first, the end of what the peer sends included, and the handler shuts this before it closes.
 */
final class DirectSocket {

    private final Channel channel;
    private final Socket socket;
    private final ReentrantLock door = new ReentrantLock();
    private boolean shut;

    private DirectSocket(Channel channel, Socket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /** On the loop, of an open channel; {@code null} if it cannot be written to directly. */
    static DirectSocket of(Channel channel) {
        if (!(channel instanceof EpollSocketChannel epoll) || channel.pipeline().get(SslHandler.class) != null) {
            return null;
        }
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        return new DirectSocket(channel, (Socket) epoll.fd());
    }

    /** Writes what the socket takes at once, and counts it as read. Nobody else may write at the same time, nor may the loop. */
    void write(Chunk chunk) throws IOException {
        door.lock();
        try {
            if (!shut && channel.isActive()) {
                chunk.begin();
                ByteBuf bytes = chunk.bytes();
                ByteBuffer view = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
                bytes.skipBytes(socket.send(view, view.position(), view.limit()));
            }
        } finally {
            door.unlock();
        }
    }

    /** Waits for the thread that writes now; nothing is written after that. */
    void shut() {
        door.lock();
        try {
            shut = true;
        } finally {
            door.unlock();
        }
    }
}
