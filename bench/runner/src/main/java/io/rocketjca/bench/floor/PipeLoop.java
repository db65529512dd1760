package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a window full from the event loop itself, one buffer per burst: no thread to hand over from or to. */
final class PipeLoop implements AnswerReader.Answered {

    private static final int BATCH_BYTES = 60 << 10;

    private final FloorFrame frame;
    private final AtomicLong answered;
    private Channel channel;
    private int owed;
    private int sequence;
    private volatile boolean stopping;

    PipeLoop(FloorFrame frame, AtomicLong answered) {
        this.frame = frame;
        this.answered = answered;
    }

    void start(Channel newChannel, int window) {
        channel = newChannel;
        channel.eventLoop().execute(() -> {
            owed = window;
            fill();
        });
    }

    @Override
    public void answered(int opaque) {
        owed++;
    }

    @Override
    public void burstEnded() {
        answered.lazySet(answered.get() + owed);
        if (!stopping) {
            fill();
        }
    }

    private void fill() {
        while (owed > 0) {
            int count = Math.max(1, Math.min(owed, BATCH_BYTES / frame.size()));
            ByteBuf buffer = channel.alloc().directBuffer(count * frame.size());
            for (int i = 0; i < count; i++) {
                frame.write(buffer, sequence++ & 0x3FFF_FFFF);
            }
            channel.write(buffer, channel.voidPromise());
            owed -= count;
        }
        channel.flush();
    }

    void stop() {
        stopping = true;
        channel.close().syncUninterruptibly();
    }
}
