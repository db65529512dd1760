package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Buffers wait in a queue of their own, which one task of the loop empties: cheaper than netty's own way. Bounds nothing. */
final class QueueHandOff extends HandOff {

    private final Queue<ByteBuf> posted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable writing = this::writePosted;

    @Override
    void awaitRoom() {
        // its callers keep a window of their own
    }

    @Override
    void roomFreed() {
        // nobody waits
    }

    @Override
    void hand(ByteBuf buffer) {
        posted.add(buffer);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            channel().eventLoop().execute(writing);
        }
    }

    private void writePosted() {
        scheduled.set(false);
        int count = 0;
        for (ByteBuf next = posted.poll(); next != null; next = posted.poll()) {
            channel().write(next, channel().voidPromise());
            count++;
        }
        if (count > 0) {
            flush();
        }
    }
}
