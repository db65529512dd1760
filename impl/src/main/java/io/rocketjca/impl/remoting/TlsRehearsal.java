package io.rocketjca.impl.remoting;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLException;

/**
 * Takes an encrypted connection that leads nowhere through its end, so that the classes needed then are loaded while they
 * can be.
 */
final class TlsRehearsal {

    private TlsRehearsal() {}

    /** On the loop, before the first encrypted connection. */
    static void of(SslContext context) {
        EmbeddedChannel channel = new EmbeddedChannel();
        SslHandler handler = context.newHandler(channel.alloc());
        TlsHandshake handshake = new TlsHandshake(handler, opened -> {}, cause -> {});
        channel.pipeline().addLast(handler, handshake);
        channel.write(Unpooled.EMPTY_BUFFER);
        channel.close();
        channel.finishAndReleaseAll();
        TlsStory.ofOpenConnection(new SSLException("rehearsal"));
    }
}
