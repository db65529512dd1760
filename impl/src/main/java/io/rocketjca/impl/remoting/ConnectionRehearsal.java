package io.rocketjca.impl.remoting;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.LeakPresenceDetector;
import io.netty.util.ResourceLeakDetector;
import io.rocketjca.impl.config.RemotingConfig;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection that leads nowhere through the end of a call by time and through its own end, so that the classes
 * needed then are loaded while they can be.
 */
final class ConnectionRehearsal implements Call, ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRehearsal.class);

    private static final String[] RECORDED = {
        "AllocateBufferEvent", "AllocateChunkEvent", "FreeBufferEvent", "FreeChunkEvent", "ReallocateBufferEvent"
    };

    private static final RemotingConfig SMALL = new RemotingConfig(Duration.ofSeconds(1), 1024, 16, 1024);

    private ConnectionRehearsal() {}

    /** On the loop; closes the channel, a little later. */
    static void on(Channel channel, Buffers buffers) {
        watchABuffer();
        if (AllocationEvents.wanted()) {
            loadEvents(channel.getClass().getClassLoader());
        }
        ConnectionRehearsal nobody = new ConnectionRehearsal();
        ConnectionSetting setting =
                new ConnectionSetting(SMALL, () -> 0, buffers, new SafeListener(nobody, connection -> {}));
        NettyConnection connection = new NettyConnection("rehearsal", channel, setting);
        connection.call(nobody);
        connection.tick();
        channel.eventLoop().execute(() -> {
            connection.call(nobody);
            connection.close("rehearsal");
            connection.ended();
        });
    }

    /** netty watches one buffer in many, chosen at random, for leaks, and asks of every failed read whether a watch failed. */
    private static void watchABuffer() {
        Object buffer = new Object();
        new ResourceLeakDetector<Object>(Object.class, 1).trackForcibly(buffer).close(buffer);
        new LeakPresenceDetector.AllocationProhibitedException("rehearsal").fillInStackTrace();
    }

    /** netty asks whether somebody records these when it gives memory back, which may be at the very end. */
    private static void loadEvents(ClassLoader loader) {
        for (String event : RECORDED) {
            try {
                Class.forName("io.netty.buffer." + event, true, loader);
            } catch (ClassNotFoundException e) {
                LOG.debug("this netty has no such event, so it cannot miss it event={}", event);
            }
        }
    }

    @Override
    public int maxFrameBytes() {
        return Integer.BYTES;
    }

    @Override
    public void writeFrame(ByteBuf out, int opaque) {
        out.writeInt(opaque);
    }

    /** Overdue from the start. */
    @Override
    public long deadlineNanos() {
        return -1;
    }

    @Override
    public void answered(InboundFrame answer) {
        // Nobody answers.
    }

    @Override
    public void failed(CallFailure failure) {
        // As planned.
    }

    @Override
    public void opened(Connection connection) {
        // It never opens.
    }

    @Override
    public void closed(Connection connection, String reason) {
        // As planned.
    }

    @Override
    public void pushed(Connection connection, InboundFrame request) {
        // Nobody asks.
    }
}
