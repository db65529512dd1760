package io.rocketjca.impl.remoting;

import io.rocketjca.impl.time.Ticker;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where callers wait until a connection has room again; costs the event loop one read while nobody waits. */
final class Room {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Ticker ticker;
    private final BooleanSupplier free;
    private volatile int waiting;

    Room(Ticker ticker, BooleanSupplier free) {
        this.ticker = ticker;
        this.free = free;
    }

    /** Waits until there is room; {@code false} if the deadline passes first. */
    boolean await(long deadlineNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting++;
            while (!free.getAsBoolean()) {
                long left = deadlineNanos - ticker.nanos();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Wakes those who wait, if there is room for them. */
    void changed() {
        if (waiting > 0 && free.getAsBoolean()) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    int waiting() {
        return waiting;
    }
}
