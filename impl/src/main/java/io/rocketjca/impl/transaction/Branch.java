package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one transaction sends through this adapter: half messages that end together. Safe for many threads; its lock is held
 * only to look and to note.
 */
public final class Branch {

    /** How far a branch has come. */
    enum State {
        /** Takes messages. */
        ACTIVE,
        /** Votes now. */
        PREPARING,
        /** Has voted yes, and waits for the decision. */
        PREPARED,
        /** Is decided, and being committed until it is done. */
        COMMITTING,
        COMMITTED,
        ROLLED_BACK,
        /** Was committed or rolled back by an operator, or partly not; kept until the transaction manager has heard of it. */
        HEURISTIC
    }

    private final BranchId id;
    private final boolean local;
    private final boolean recovered;
    private final long sinceMillis;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final List<Half> halves = new ArrayList<>(4);
    private State state = State.ACTIVE;
    private BranchState heuristic;
    private boolean overruling;
    private int sending;
    private int associations;
    private String rollbackReason;
    private boolean ending;
    private long expiresAtNanos = Long.MAX_VALUE;

    private Branch(BranchId id, boolean local, boolean recovered, long sinceMillis) {
        this.id = id;
        this.local = local;
        this.recovered = recovered;
        this.sinceMillis = sinceMillis;
    }

    /**
     * A branch that begins.
     *
     * @param local whether it belongs to a local transaction, which no log protects
     */
    static Branch begin(BranchId id, boolean local, long nowMillis) {
        return new Branch(id, local, false, nowMillis);
    }

    /** A branch of one half message that its application wants committed. */
    static Branch decided(BranchId id, Half half, long nowMillis) {
        Branch branch = new Branch(id, true, false, nowMillis);
        branch.halves.add(half);
        branch.state = State.COMMITTING;
        return branch;
    }

    /** A branch of an earlier run. */
    static Branch recovered(LoggedBranch logged, List<Half> halves) {
        Branch branch = new Branch(logged.id(), false, true, logged.sinceMillis());
        branch.halves.addAll(halves);
        switch (logged.state()) {
            case PREPARED -> branch.state = State.PREPARED;
            case COMMITTING -> branch.state = State.COMMITTING;
            case HEURISTIC_COMMIT, HEURISTIC_ROLLBACK, HEURISTIC_HAZARD -> {
                branch.state = State.HEURISTIC;
                branch.heuristic = logged.state();
            }
        }
        return branch;
    }

    public BranchId id() {
        return id;
    }

    /** Whether no log protects it. */
    public boolean local() {
        return local;
    }

    /** Whether an earlier run of this adapter made it. */
    boolean recovered() {
        return recovered;
    }

    /** When it began, or was prepared in an earlier run, in milliseconds since 1970. */
    long sinceMillis() {
        return sinceMillis;
    }

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What an operator decided, or that nobody knows; {@code null} if nothing of that is so. Waits for the disk if an operator
     * is just deciding.
     */
    BranchState heuristic() {
        lock.lock();
        try {
            while (overruling) {
                settled.awaitUninterruptibly();
            }
            return heuristic;
        } finally {
            lock.unlock();
        }
    }

    List<Half> halves() {
        lock.lock();
        try {
            return List.copyOf(halves);
        } finally {
            lock.unlock();
        }
    }

    LoggedBranch logged(BranchState as) {
        return new LoggedBranch(
                id, as, sinceMillis, halves().stream().map(Half::logged).toList());
    }

    // ---- association with threads ----

    void associate() throws BranchFailure {
        lock.lock();
        try {
            if (state != State.ACTIVE) {
                throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " takes no work: " + state);
            }
            associations++;
        } finally {
            lock.unlock();
        }
    }

    void dissociate() {
        lock.lock();
        try {
            associations--;
        } finally {
            lock.unlock();
        }
    }

    // ---- sends ----

    /**
     * Enters a send, which {@link #leave} ends.
     *
     * @return why it cannot be taken, or {@code null}
     */
    String enter(int mostMessages) {
        lock.lock();
        try {
            if (state != State.ACTIVE) {
                return "the transaction is " + words(state) + " already";
            }
            if (rollbackReason != null) {
                return "the transaction will be rolled back: " + rollbackReason;
            }
            if (halves.size() + sending >= mostMessages) {
                return "the transaction has " + mostMessages + " messages already: maxMessagesPerTransaction";
            }
            sending++;
            return null;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            sending--;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a stored half message in; false if the branch has ended meanwhile. */
    boolean add(Half half) {
        lock.lock();
        try {
            boolean open = state == State.ACTIVE || state == State.PREPARING;
            if (open) {
                halves.add(half);
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Lets it end only in a rollback. */
    void rollbackOnly(String why) {
        lock.lock();
        try {
            if (rollbackReason == null) {
                rollbackReason = why;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why it can only be rolled back, or {@code null}. */
    String rollbackReason() {
        lock.lock();
        try {
            return rollbackReason;
        } finally {
            lock.unlock();
        }
    }

    // ---- time ----

    void expireAt(long nanos) {
        lock.lock();
        try {
            expiresAtNanos = nanos;
        } finally {
            lock.unlock();
        }
    }

    boolean expired(long nowNanos) {
        lock.lock();
        try {
            return state == State.ACTIVE && expiresAtNanos != Long.MAX_VALUE && nowNanos - expiresAtNanos >= 0;
        } finally {
            lock.unlock();
        }
    }

    // ---- the end ----

    /** Moves on if it is in the first state; says whether it was. No thread may still be associated when it stops being active. */
    boolean move(State from, State to) {
        lock.lock();
        try {
            if (state != from || from == State.ACTIVE && associations > 0) {
                return false;
            }
            state = to;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void heuristic(BranchState outcome) {
        lock.lock();
        try {
            state = State.HEURISTIC;
            heuristic = outcome;
        } finally {
            lock.unlock();
        }
    }

    /** An operator decides, which nobody hears of before {@link #overruled}; false if the branch is not prepared. */
    boolean overrule(BranchState outcome) {
        lock.lock();
        try {
            if (state != State.PREPARED) {
                return false;
            }
            state = State.HEURISTIC;
            heuristic = outcome;
            overruling = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The decision of the operator is on disk, or could not be written and is none. */
    void overruled(boolean durable) {
        lock.lock();
        try {
            overruling = false;
            if (!durable) {
                state = State.PREPARED;
                heuristic = null;
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets what an operator committed, and brokers have not confirmed, go on as a branch that its transaction manager committed. */
    boolean finishAfterForget() {
        lock.lock();
        try {
            boolean left = operatorCommits();
            if (left) {
                state = State.COMMITTING;
                heuristic = null;
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its half messages are to be committed until all are. */
    boolean toBeCommitted() {
        lock.lock();
        try {
            return state == State.COMMITTING || operatorCommits();
        } finally {
            lock.unlock();
        }
    }

    private boolean operatorCommits() {
        return !overruling
                && heuristic == BranchState.HEURISTIC_COMMIT
                && halves.stream().anyMatch(half -> half.fate() != Half.Fate.COMMITTED);
    }

    /** Whether its half messages count no more. */
    boolean dropped() {
        lock.lock();
        try {
            return state == State.ROLLED_BACK || !overruling && heuristic == BranchState.HEURISTIC_ROLLBACK;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an operator may want to know of it. */
    boolean inDoubt() {
        State now = state();
        return now == State.PREPARED || now == State.COMMITTING || now == State.HEURISTIC;
    }

    /** Rolls back unless the decision to commit has come; says whether it is rolled back now. */
    boolean rolledBack() {
        lock.lock();
        try {
            if (state == State.ACTIVE || state == State.PREPARING || state == State.PREPARED) {
                state = State.ROLLED_BACK;
            }
            return state == State.ROLLED_BACK;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no send is under way; false if that takes too long. */
    boolean awaitSends(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (sending > 0) {
                if (left <= 0) {
                    return false;
                }
                left = settled.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets one party at a time end its half messages. */
    boolean beginEnding() {
        lock.lock();
        try {
            if (ending) {
                return false;
            }
            ending = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void stopEnding() {
        lock.lock();
        try {
            ending = false;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long it is open, in seconds. */
    long ageSeconds(long nowMillis) {
        return TimeUnit.MILLISECONDS.toSeconds(Math.max(0, nowMillis - sinceMillis));
    }

    private static String words(State state) {
        return switch (state) {
            case ACTIVE -> "active";
            case PREPARING, PREPARED -> "prepared";
            case COMMITTING, COMMITTED -> "committed";
            case ROLLED_BACK -> "rolled back";
            case HEURISTIC -> "ended by an operator";
        };
    }

    @Override
    public String toString() {
        return "Branch[" + id + ", " + state() + "]";
    }
}
