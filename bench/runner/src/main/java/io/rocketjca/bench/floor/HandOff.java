package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.rocketjca.bench.client.Completion;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A connection to which calling threads post frames: each in one pooled buffer, with one flush per turn of the loop. This is
 * how a netty client works that hands over without ado.
 */
final class HandOff implements AnswerReader.Answered {

    private static final int SLOTS = 1 << 14;

    /** So many one-way frames may wait for the loop. */
    private static final int MOST_ONE_WAY = 4096;

    private final Queue<ByteBuf> posted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger sequence = new AtomicInteger();
    private final AtomicReferenceArray<Completion> slots = new AtomicReferenceArray<>(SLOTS);
    private final Semaphore oneWayRoom = new Semaphore(MOST_ONE_WAY);
    private final AtomicInteger oneWayTaken = new AtomicInteger();
    private final Runnable writing = this::writePosted;
    private Channel channel;

    void channel(Channel newChannel) {
        channel = newChannel;
    }

    /** Posts one frame whose answer ends in the completion. */
    void post(FloorFrame frame, Completion completion) {
        int own = sequence.getAndIncrement() & 0x3FFF_FFFF;
        slots.setRelease(own & SLOTS - 1, completion);
        post(frame, own);
    }

    void postOneWay(FloorFrame frame) throws InterruptedException {
        oneWayRoom.acquire();
        oneWayTaken.incrementAndGet();
        post(frame, 0);
    }

    private void post(FloorFrame frame, int opaque) {
        ByteBuf buffer = channel.alloc().directBuffer(frame.size(), frame.size());
        frame.write(buffer, opaque);
        posted.add(buffer);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(writing);
        }
    }

    private void writePosted() {
        scheduled.set(false);
        int count = 0;
        for (ByteBuf next = posted.poll(); next != null; next = posted.poll()) {
            channel.write(next, channel.voidPromise());
            count++;
        }
        if (count > 0) {
            channel.flush();
            giveBackOneWay();
        }
    }

    @Override
    public void writable() {
        giveBackOneWay();
    }

    private void giveBackOneWay() {
        if (channel.isWritable()) {
            int taken = oneWayTaken.get();
            if (taken > 0) {
                oneWayTaken.addAndGet(-taken);
                oneWayRoom.release(taken);
            }
        }
    }

    @Override
    public void answered(int opaque) {
        Completion completion = slots.getAndSet(opaque & SLOTS - 1, null);
        if (completion != null) {
            completion.accept(this, null);
        }
    }
}
