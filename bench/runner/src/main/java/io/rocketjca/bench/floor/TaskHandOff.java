package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Semaphore;

/**
 * Each buffer is posted to the loop as a task, as netty itself does for writes of other threads, and a semaphore keeps a
 * window: how a netty client works that hands over without ado. The goals were set beside this one.
 */
final class TaskHandOff extends HandOff {

    /** A little below the window of the bench, so that callers wait for this one, as they did when the goals were set. */
    private static final int WINDOW = 960;

    private final Semaphore window = new Semaphore(WINDOW);
    private final Runnable flushing = this::flushOnce;

    /** Whether this turn of the loop ends with a flush already; on the loop only. */
    private boolean flushDue;

    @Override
    void awaitRoom() {
        window.acquireUninterruptibly();
    }

    @Override
    void roomFreed() {
        window.release();
    }

    @Override
    void hand(ByteBuf buffer) {
        channel().eventLoop().execute(() -> write(buffer));
    }

    private void write(ByteBuf buffer) {
        channel().write(buffer, channel().voidPromise());
        if (!flushDue) {
            flushDue = true;
            channel().eventLoop().execute(flushing);
        }
    }

    private void flushOnce() {
        flushDue = false;
        flush();
    }
}
