package io.rocketjca.impl.transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes on in a branch before it votes: threads that work in it, sends under way, and the half messages that are stored.
 * Guarded by the lock of its branch.
 */
final class BranchWork {

    private final List<Half> halves = new ArrayList<>(4);
    private int associations;
    private int sending;
    private boolean closed;
    private String rollbackReason;

    /** What was sent in an earlier life, or by somebody else. */
    static BranchWork done(List<Half> halves) {
        BranchWork work = new BranchWork();
        work.halves.addAll(halves);
        work.closed = true;
        return work;
    }

    /** A thread begins to work in it; false if it takes no more. */
    boolean associate() {
        if (!closed) {
            associations++;
        }
        return !closed;
    }

    void dissociate() {
        associations--;
    }

    /**
     * Enters a send, which {@link #leave} ends.
     *
     * @return why it cannot be taken, or {@code null}
     */
    String enter(int mostMessages) {
        if (closed) {
            return "the transaction is being ended";
        }
        if (rollbackReason != null) {
            return "the transaction will be rolled back: " + rollbackReason;
        }
        if (halves.size() + sending >= mostMessages) {
            return "the transaction has " + mostMessages + " messages already: maxMessagesPerTransaction";
        }
        sending++;
        return null;
    }

    void leave() {
        sending--;
    }

    boolean sending() {
        return sending > 0;
    }

    /** Lets nothing further enter; false if threads work in it, or that was done before. */
    boolean close() {
        boolean closes = !closed && associations == 0;
        closed |= closes;
        return closes;
    }

    boolean closed() {
        return closed;
    }

    boolean add(Half half) {
        return halves.add(half);
    }

    /** The half messages that are stored so far, in the order in which that was heard of. */
    List<Half> halves() {
        return List.copyOf(halves);
    }

    /** The first reason counts. */
    void rollbackOnly(String why) {
        if (rollbackReason == null) {
            rollbackReason = why;
        }
    }

    /** Why it can only be rolled back, or {@code null}. */
    String rollbackReason() {
        return rollbackReason;
    }
}
