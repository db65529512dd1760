package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchState;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How far a branch has come, and who may move it on: its transaction manager, an operator, or the background. Safe for many
 * threads; the lock is held only to look and to note.
 */
abstract class BranchLife {

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

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final OperatorDecision decision;
    private State state;
    private boolean ending;

    BranchLife(State state, OperatorDecision decision) {
        this.state = state;
        this.decision = decision;
    }

    /** Whether brokers have not confirmed all of it; asked under the lock. */
    abstract boolean unconfirmed();

    final State state() {
        return locked(() -> state);
    }

    /** Moves on if it is in the first state; says whether it was. */
    final boolean move(State from, State to) {
        return test(() -> {
            boolean moves = state == from;
            if (moves) {
                state = to;
            }
            return moves;
        });
    }

    /** Rolls back unless the decision to commit has come; says whether it is rolled back now. */
    final boolean rolledBack() {
        return test(() -> {
            if (state == State.ACTIVE || state == State.PREPARING || state == State.PREPARED) {
                state = State.ROLLED_BACK;
            }
            return state == State.ROLLED_BACK;
        });
    }

    /** Lets one party at a time end its half messages. */
    final boolean beginEnding() {
        return test(() -> {
            boolean free = !ending;
            ending = true;
            return free;
        });
    }

    final void stopEnding() {
        note(() -> ending = false);
    }

    /** Whether nobody has decided how it ends. */
    final boolean undecided() {
        return test(() -> state == State.ACTIVE || state == State.PREPARED);
    }

    /** Whether its half messages are to be committed until all are. */
    final boolean toBeCommitted() {
        return test(() -> state == State.COMMITTING || operatorCommits());
    }

    /** Whether its half messages count no more. */
    final boolean dropped() {
        return test(() -> state == State.ROLLED_BACK || decision.is(BranchState.HEURISTIC_ROLLBACK));
    }

    /** Whether an operator may want to know of it. */
    final boolean inDoubt() {
        return test(() -> state == State.PREPARED || state == State.COMMITTING || state == State.HEURISTIC);
    }

    // ---- operators ----

    /**
     * What an operator decided, or that nobody knows; {@code null} if nothing of that is so. Waits for the disk if an operator
     * is just deciding.
     */
    final BranchState heuristic() {
        return locked(() -> {
            while (decision.beingWritten()) {
                settled.awaitUninterruptibly();
            }
            return decision.outcome();
        });
    }

    final void heuristic(BranchState outcome) {
        note(() -> {
            state = State.HEURISTIC;
            decision.set(outcome);
        });
    }

    /** An operator decides, which nobody hears of before {@link #overruled}; false if it is not in the first state. */
    final boolean overrule(State from, BranchState outcome) {
        return test(() -> {
            boolean may = state == from;
            if (may) {
                state = State.HEURISTIC;
                decision.write(outcome);
            }
            return may;
        });
    }

    /**
     * The decision of the operator is on disk; or it could not be written and is none.
     *
     * @param before the state to go back to then
     */
    final void overruled(boolean durable, State before) {
        note(() -> {
            decision.written(durable);
            if (!durable) {
                state = before;
            }
        });
    }

    /** Lets what an operator committed, and brokers have not confirmed, go on as if its transaction manager had committed it. */
    final boolean finishAfterForget() {
        return test(() -> {
            boolean left = operatorCommits();
            if (left) {
                state = State.COMMITTING;
                decision.set(null);
            }
            return left;
        });
    }

    /** Whether an operator has committed it. */
    final boolean committedByOperator() {
        return test(() -> decision.is(BranchState.HEURISTIC_COMMIT));
    }

    private boolean operatorCommits() {
        return decision.is(BranchState.HEURISTIC_COMMIT) && unconfirmed();
    }

    // ---- the lock ----

    final <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** Looks, and may move on. */
    final boolean test(BooleanSupplier look) {
        lock.lock();
        try {
            return look.getAsBoolean();
        } finally {
            settled.signalAll();
            lock.unlock();
        }
    }

    final void note(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            settled.signalAll();
            lock.unlock();
        }
    }

    /** For those who hold the lock. */
    final boolean is(State wanted) {
        return state == wanted;
    }

    /** For those who hold the lock. */
    final void become(State next) {
        state = next;
    }

    /**
     * Waits while something holds, at most so long.
     *
     * @param over asked under the lock, once the wait is over
     */
    final <T> T whenOver(BooleanSupplier holds, long nanos, Supplier<T> over) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (left > 0 && holds.getAsBoolean()) {
                left = settled.awaitNanos(left);
            }
            return over.get();
        } finally {
            settled.signalAll();
            lock.unlock();
        }
    }
}
