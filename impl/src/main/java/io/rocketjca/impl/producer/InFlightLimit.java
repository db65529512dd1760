package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.RuntimeConfig;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Back-pressure: the exact number of messages and body bytes under way in one client instance, never above its bounds.
 *
 * <p>Both are taken together before anything of a message is queued, and given back together, once. A caller that finds no
 * room waits in line; those in line are let in, in order, only when use has sunk to the low-water mark, so that threads
 * wake in groups instead of one by one. Messages larger than the byte bound count as the bound: they travel alone.
 */
public final class InFlightLimit {

    private static final int BYTE_BITS = 40;
    private static final long BYTE_MASK = (1L << BYTE_BITS) - 1;
    private static final long ONE_MESSAGE = 1L << BYTE_BITS;

    private final Ticker ticker;
    private final int maxMessages;
    private final long maxBytes;
    private final int lowMessages;
    private final long lowBytes;

    /** Messages in the upper 24 bits, bytes in the lower 40. */
    private final AtomicLong used = new AtomicLong();

    /** Guards {@link #line}; held for a few instructions only. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<Waiter> line = new ArrayDeque<>();

    /** The length of the line and the number of threads that await emptiness; read without the lock. */
    private volatile int waiting;

    private volatile int drainers;

    /**
     * @param maxMessages the most messages under way, from 1 to 8,388,607
     * @param maxBytes the most body bytes under way, from 1 to 2^39
     * @param ticker measures how long callers wait
     */
    public InFlightLimit(int maxMessages, long maxBytes, Ticker ticker) {
        if (maxMessages < 1
                || maxMessages > RuntimeConfig.MOST_MESSAGES_IN_FLIGHT
                || maxBytes < 1
                || maxBytes > RuntimeConfig.MOST_BYTES_IN_FLIGHT) {
            throw new IllegalArgumentException(
                    "No such limit: " + maxMessages + " messages in flight, " + maxBytes + " bytes in flight");
        }
        this.ticker = ticker;
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.lowMessages = maxMessages - (maxMessages + 3) / 4;
        this.lowBytes = maxBytes - (maxBytes + 3) / 4;
    }

    /** Takes the room of a {@link #need} if there is any and nobody waits in line. */
    boolean tryAcquire(long need) {
        return waiting == 0 && take(need);
    }

    /**
     * Takes the room of a {@link #need}, waiting for it if necessary.
     *
     * @return whether there was room before the deadline; if not, nothing is taken
     * @throws InterruptedException if the thread was interrupted while it waited; nothing is taken
     */
    boolean acquire(long need, Deadline deadline) throws InterruptedException {
        return tryAcquire(need) || awaitTurn(need, deadline);
    }

    /** Gives back what acquires took: their {@link #need}, or the sum of several. */
    void giveBack(long needs) {
        long left = used.addAndGet(-needs);
        if (waiting > 0 && low(left)) {
            lock.lock();
            try {
                admit();
            } finally {
                lock.unlock();
            }
        }
        if (drainers > 0 && left == 0) {
            lock.lock();
            try {
                emptied.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until nothing is under way.
     *
     * @return whether that was so before the deadline
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public boolean awaitEmpty(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        drainers++;
        try {
            while (used.get() != 0) {
                long remaining = deadline.remainingNanos(ticker);
                if (remaining <= 0) {
                    return false;
                }
                emptied.awaitNanos(remaining);
            }
            return true;
        } finally {
            drainers--;
            lock.unlock();
        }
    }

    /** The most messages under way. */
    int maxMessages() {
        return maxMessages;
    }

    /** The number of messages under way. */
    public int messages() {
        return (int) (used.get() >>> BYTE_BITS);
    }

    /** The number of body bytes under way. */
    public long bytes() {
        return used.get() & BYTE_MASK;
    }

    /** Whether callers stand in line. */
    boolean crowded() {
        return waiting > 0;
    }

    /** Use and bounds, in words. */
    String describe() {
        return messages() + " of " + maxMessages + " messages and " + bytes() + " of " + maxBytes + " bytes in flight";
    }

    /** What one message takes, in a form that can be added up. */
    long need(int bytes) {
        return ONE_MESSAGE + Math.min(bytes, maxBytes);
    }

    /** What so many messages take that travel together. More than the bound count as the bound: they travel alone. */
    long need(int messages, long bytes) {
        return ONE_MESSAGE * Math.min(messages, maxMessages) + Math.min(bytes, maxBytes);
    }

    private boolean take(long need) {
        while (true) {
            long now = used.get();
            long next = now + need;
            if (next >>> BYTE_BITS > maxMessages || (next & BYTE_MASK) > maxBytes) {
                return false;
            }
            if (used.compareAndSet(now, next)) {
                return true;
            }
        }
    }

    private boolean low(long now) {
        return now >>> BYTE_BITS <= lowMessages && (now & BYTE_MASK) <= lowBytes;
    }

    private boolean awaitTurn(long need, Deadline deadline) throws InterruptedException {
        Waiter waiter = new Waiter(need, Thread.currentThread());
        enter(waiter);
        while (!waiter.admitted) {
            long remaining = deadline.remainingNanos(ticker);
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (remaining <= 0 || interrupted) {
                return leave(waiter, interrupted);
            }
            LockSupport.parkNanos(this, remaining);
        }
        return true;
    }

    private void enter(Waiter waiter) {
        lock.lock();
        try {
            line.add(waiter);
            // Announced before the look at the counter: a release that comes later than that look sees the waiter.
            waiting = line.size();
            if (waiting == 1) {
                admit();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean leave(Waiter waiter, boolean interrupted) throws InterruptedException {
        lock.lock();
        try {
            if (waiter.admitted) {
                return true;
            }
            line.remove(waiter);
            waiting = line.size();
            if (low(used.get())) {
                admit();
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        return false;
    }

    /** Lets in, from the head of the line, whoever fits. Under the lock. */
    private void admit() {
        Waiter head = line.peek();
        while (head != null && take(head.need)) {
            line.poll();
            head.admitted = true;
            LockSupport.unpark(head.thread);
            head = line.peek();
        }
        waiting = line.size();
    }

    /** A caller in line. */
    private static final class Waiter {
        private final long need;
        private final Thread thread;
        private volatile boolean admitted;

        private Waiter(long need, Thread thread) {
            this.need = need;
            this.thread = thread;
        }
    }
}
