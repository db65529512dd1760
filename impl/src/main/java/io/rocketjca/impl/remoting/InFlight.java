package io.rocketjca.impl.remoting;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * The calls of one connection that await an answer: a power-of-two array of slots, indexed by opaque. Calls are put in by
 * whoever holds the connection's append lock, and taken out by the event loop only, so each is taken exactly once.
 */
final class InFlight {

    /** What {@link #freeOpaque} returns when it found no free slot. */
    static final int NO_OPAQUE = 0;

    /** With this bit every opaque has ten decimal digits, so that a header template needs no room to grow. */
    private static final int TEN_DIGITS = 0x4000_0000;

    /** The most slots looked at for one call; a connection that has so many taken in a row is as good as full. */
    private static final int MAX_PROBES = 1024;

    private final AtomicReferenceArray<Call> calls;

    /** For each slot the opaque and, in the lower half, the chunk: side by side, as they are written and read together. */
    private final long[] marks;

    private final int mask;
    private int sequence;
    private long putIn;
    private long takenOut;
    private volatile long ignored;

    InFlight(int capacity, int firstSequence) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("The number of slots is no power of two: " + capacity);
        }
        this.calls = new AtomicReferenceArray<>(capacity);
        this.marks = new long[capacity];
        this.mask = capacity - 1;
        this.sequence = firstSequence;
    }

    /** Under the lock: the next opaque, whatever its slot holds. */
    int nextOpaque() {
        return TEN_DIGITS | sequence++ & TEN_DIGITS - 1;
    }

    /** Under the lock: the next opaque whose slot is free, or {@link #NO_OPAQUE} if too many in a row are taken. */
    int freeOpaque() {
        for (int probes = Math.min(mask + 1, MAX_PROBES); probes > 0; probes--) {
            int opaque = nextOpaque();
            if (calls.getAcquire(opaque & mask) == null) {
                return opaque;
            }
        }
        return NO_OPAQUE;
    }

    /** Under the lock: puts a call into the free slot of an opaque; {@code chunk} tells in which chunk its frame is. */
    void put(int opaque, Call call, int chunk) {
        int slot = opaque & mask;
        marks[slot] = (long) opaque << 32 | chunk & 0xFFFF_FFFFL;
        putIn++;
        calls.setRelease(slot, call);
    }

    /** Under the lock: how many were ever put in. */
    long putIn() {
        return putIn;
    }

    /** On the loop: how many were ever taken out. */
    long takenOut() {
        return takenOut;
    }

    /** On the loop: takes out the call that an answer belongs to; {@code null}, and counted, if there is none any more. */
    Call answered(int opaque) {
        int slot = opaque & mask;
        Call call = calls.getAcquire(slot);
        if (call == null || (int) (marks[slot] >>> 32) != opaque) {
            ignored++;
            return null;
        }
        free(slot);
        return call;
    }

    /** On the loop: takes out every call whose deadline is not after {@code now}. */
    void takeOverdue(long now, Taker taker) {
        takeAll(call -> call.deadlineNanos() - now <= 0, taker);
    }

    /** On the loop, after the last was put in: takes out every call. */
    void takeAll(Taker taker) {
        takeAll(call -> true, taker);
    }

    /** How many answers belonged to no call: late, sent twice, or with an opaque that was never given. */
    long ignored() {
        return ignored;
    }

    private void takeAll(Predicate<Call> which, Taker taker) {
        for (int slot = 0; slot <= mask; slot++) {
            Call call = calls.getAcquire(slot);
            if (call != null && which.test(call)) {
                int chunk = (int) marks[slot];
                free(slot);
                taker.taken(call, chunk);
            }
        }
    }

    private void free(int slot) {
        takenOut++;
        calls.setRelease(slot, null);
    }

    /** Takes a call over, with the number of the chunk that holds its frame. */
    @FunctionalInterface
    interface Taker {
        void taken(Call call, int chunk);
    }
}
