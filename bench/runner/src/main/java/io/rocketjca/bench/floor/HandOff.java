package io.rocketjca.bench.floor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.rocketjca.bench.client.Completion;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A connection to which calling threads hand frames over, each in one pooled buffer, with one flush per turn of the loop; how
 * a buffer gets to the loop is what its kinds differ in.
 */
abstract class HandOff implements AnswerReader.Answered {

    private static final int SLOTS = 1 << 14;

    /** So many one-way frames may wait for the loop. */
    private static final int MOST_ONE_WAY = 4096;

    private final AtomicInteger sequence = new AtomicInteger();
    private final AtomicReferenceArray<Completion> slots = new AtomicReferenceArray<>(SLOTS);
    private final Semaphore oneWayRoom = new Semaphore(MOST_ONE_WAY);
    private final AtomicInteger oneWayTaken = new AtomicInteger();
    private Channel channel;

    final void channel(Channel newChannel) {
        channel = newChannel;
    }

    final Channel channel() {
        return channel;
    }

    /** Posts one frame whose answer ends in the completion. */
    final void post(FloorFrame frame, Completion completion) {
        awaitRoom();
        int own = sequence.getAndIncrement() & 0x3FFF_FFFF;
        slots.setRelease(own & SLOTS - 1, completion);
        post(frame, own);
    }

    final void postOneWay(FloorFrame frame) throws InterruptedException {
        oneWayRoom.acquire();
        oneWayTaken.incrementAndGet();
        post(frame, 0);
    }

    private void post(FloorFrame frame, int opaque) {
        ByteBuf buffer = channel.alloc().directBuffer(frame.size(), frame.size());
        frame.write(buffer, opaque);
        hand(buffer);
    }

    /** Waits until one more frame may be in flight. */
    abstract void awaitRoom();

    /** Brings a buffer to the loop, on the calling thread. */
    abstract void hand(ByteBuf buffer);

    /** On the loop: an answer has come. */
    abstract void roomFreed();

    /** On the loop, after frames were written to the channel. */
    final void flush() {
        channel.flush();
        giveBackOneWay();
    }

    @Override
    public final void writable() {
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
    public final void answered(int opaque) {
        Completion completion = slots.getAndSet(opaque & SLOTS - 1, null);
        if (completion != null) {
            roomFreed();
            completion.accept(this, null);
        }
    }
}
