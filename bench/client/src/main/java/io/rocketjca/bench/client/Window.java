package io.rocketjca.bench.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How far one calling thread may run ahead of its completions. The same for all subjects, and cheap: one atomic addition per
 * message; a blocked caller is woken once, when a quarter of the window is free again.
 */
final class Window {

    private final int size;
    private final AtomicLong completed = new AtomicLong();
    private long entered;
    private Thread caller;
    private volatile long wakeAt = -1;

    Window(int size) {
        this.size = size;
    }

    /** Called by the one calling thread before each send. */
    void enter() {
        if (entered - completed.get() >= size) {
            awaitCompleted(entered - size + Math.max(1, size / 4));
        }
        entered++;
    }

    /** Called once per message, by anyone. */
    void leave() {
        if (completed.incrementAndGet() == wakeAt) {
            LockSupport.unpark(caller);
        }
    }

    long completed() {
        return completed.get();
    }

    /** Waits until all is complete; returns how many messages are not by the deadline. For the calling thread. */
    long drain(long deadlineNanos) {
        while (completed.get() < entered && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(this, 1_000_000);
        }
        return entered - completed.get();
    }

    private void awaitCompleted(long target) {
        caller = Thread.currentThread();
        wakeAt = target; // exactly one completion brings the count to this number, or it has passed it already
        while (completed.get() < target) {
            LockSupport.park(this);
        }
        wakeAt = -1;
    }
}
