package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.BatchBody;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages of one topic that may travel together. One that finds nothing of its lane under way leaves at once; others gather
 * while an earlier request is, and leave together as soon as any of them ends, the batch is full, or {@link #HOLD} is over.
 * So a lone message never waits, and batches grow by themselves with the load.
 *
 * <p>Batches leave in the order in which they were closed. What has gathered always has a request under way before it whose end lets it go, so the
 * timer only bounds the wait.
 */
final class AutoBatchLane {

    /** How long a message waits for others at most; the time for which RocketMQ's own producer always lets them wait. */
    static final Duration HOLD = Duration.ofMillis(10);

    /** The most bytes of a batch, as in RocketMQ's own producer: larger ones save nothing more. */
    static final int MOST_BYTES = 32 << 10;

    /** The most messages in a batch; reached only by those of a few bytes. */
    static final int MOST_MESSAGES = 256;

    /**
     * How much earlier than its own a message's deadline may come because of the others in its batch; a connection notices it no
     * more exactly.
     */
    static final Duration MOST_HASTE = Duration.ofMillis(100);

    /** So many batches one caller lets go, its own and others', before the event loop goes on with the rest. */
    private static final int MOST_DEPARTURES = 8;

    private final SendSteps steps;
    private final Timer timer;
    private final String topic;
    private final long maxStoredBytes;
    private final ReentrantLock lock = new ReentrantLock();

    /** What gathers, and what it takes; all below under the lock. */
    private List<GatheredCall> open = new ArrayList<>();

    private int openBytes;
    private long openStoredBytes;
    private long openSince;

    /** Closed and not yet on its way; bounded by the room in flight that each message holds. */
    private final ArrayDeque<List<GatheredCall>> closed = new ArrayDeque<>();

    /** How many requests are closed or under way. */
    private int underWay;

    /** Whether somebody is letting closed ones go. */
    private boolean departing;

    private boolean timerSet;

    AutoBatchLane(SendSteps steps, Timer timer, String topic, int maxMessageBytes) {
        this.steps = steps;
        this.timer = timer;
        this.topic = topic;
        this.maxStoredBytes = maxMessageBytes;
    }

    /** Takes a message that has its room; the caller must not touch it afterwards. */
    void add(GatheredCall call) {
        call.startWaiting();
        boolean setTimer = false;
        lock.lock();
        try {
            if (underWay == 0 || !mayWait(call)) {
                close();
                open.add(call);
                close();
            } else {
                gather(call);
                setTimer = !timerSet && !open.isEmpty();
                timerSet |= setTimer;
            }
        } finally {
            lock.unlock();
        }
        if (setTimer) {
            timer.once(HOLD, this::holdOver);
        }
        departClosed(MOST_DEPARTURES);
    }

    /** A request of this lane has ended, in whatever way: what has gathered meanwhile goes. */
    void ended() {
        lock.lock();
        try {
            underWay--;
            close();
        } finally {
            lock.unlock();
        }
        departClosed(MOST_DEPARTURES);
    }

    private boolean mayWait(GatheredCall call) {
        return call.batchBytes() < MOST_BYTES && call.remaining().compareTo(HOLD.multipliedBy(2)) > 0;
    }

    private void gather(GatheredCall call) {
        int bytes = call.batchBytes();
        long storedBytes = BatchBody.storedBytesOf(bytes, topic);
        if (openBytes + bytes > MOST_BYTES
                || openStoredBytes + storedBytes > maxStoredBytes
                || !open.isEmpty() && haste(open.get(0), call) > MOST_HASTE.toNanos()) {
            close();
        }
        if (open.isEmpty()) {
            openSince = steps.ticker().nanos();
        }
        open.add(call);
        openBytes += bytes;
        openStoredBytes += storedBytes;
        if (open.size() == MOST_MESSAGES) {
            close();
        }
    }

    private static long haste(GatheredCall one, GatheredCall other) {
        return Math.abs(one.deadlineNanos() - other.deadlineNanos());
    }

    private void close() {
        if (!open.isEmpty()) {
            closed.add(open);
            underWay++;
            open = new ArrayList<>();
            openBytes = 0;
            openStoredBytes = 0;
        }
    }

    private void holdOver() {
        long again = 0;
        lock.lock();
        try {
            long left = open.isEmpty()
                    ? 0
                    : openSince + HOLD.toNanos() - steps.ticker().nanos();
            if (left > 0) {
                again = left;
            } else {
                timerSet = false;
                close();
            }
        } finally {
            lock.unlock();
        }
        if (again > 0) {
            timer.once(Duration.ofNanos(again), this::holdOver);
        }
        departClosed(Integer.MAX_VALUE);
    }

    /** One thread at a time, so that batches keep their order; whoever comes meanwhile leaves his to it. */
    private void departClosed(int most) {
        int left = most;
        for (List<GatheredCall> next = nextClosed(true, left); next != null; next = nextClosed(false, left)) {
            left--;
            depart(next);
        }
    }

    private List<GatheredCall> nextClosed(boolean beginning, int left) {
        boolean handOver;
        lock.lock();
        try {
            if (beginning && departing) {
                return null;
            }
            departing = left > 0 && !closed.isEmpty();
            if (departing) {
                return closed.poll();
            }
            handOver = !closed.isEmpty();
        } finally {
            lock.unlock();
        }
        if (handOver) {
            timer.once(Duration.ZERO, () -> departClosed(Integer.MAX_VALUE));
        }
        return null;
    }

    private void depart(List<GatheredCall> calls) {
        calls.removeIf(call -> !call.stopWaiting()); // those whose callers were interrupted have ended
        if (calls.isEmpty()) {
            ended();
        } else if (calls.size() == 1) {
            calls.get(0).departAlone();
        } else {
            departTogether(calls);
        }
    }

    private void departTogether(List<GatheredCall> calls) {
        GatheredBatch batch;
        try {
            batch = new GatheredBatch(steps, this, calls);
        } catch (RuntimeException | OutOfMemoryError failure) {
            calls.forEach(call -> call.notEncoded(failure));
            ended();
            return;
        }
        batch.attempt();
    }
}
