package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one transaction sends through this adapter: half messages that end together. It takes messages only while it is active,
 * and stops being active only when no send is under way: what it has then is all it will ever have. Safe for many threads.
 */
public final class Branch extends BranchLife {

    /** How an effort to let it take no more ended. */
    enum Closing {
        /** It has all it will ever have. */
        CLOSED,
        /** It can only be rolled back. */
        ROLLBACK_ONLY,
        /** It was rolled back while sends were awaited. */
        ROLLED_BACK,
        /** Sends were still under way when the time was over; no other can enter. */
        STILL_SENDING,
        /** Threads work in it, or it was closed before. */
        NOT_NOW
    }

    private final BranchId id;
    private final boolean local;
    private final boolean recovered;
    private final long sinceMillis;
    private final BranchWork work;
    private long expiresAtNanos = Long.MAX_VALUE;

    private Branch(BranchId id, boolean local, long sinceMillis, BranchWork work) {
        super(work.closed() ? State.COMMITTING : State.ACTIVE, new OperatorDecision(null));
        this.id = id;
        this.local = local;
        this.recovered = false;
        this.sinceMillis = sinceMillis;
        this.work = work;
    }

    private Branch(LoggedBranch logged, State state, OperatorDecision decision, List<Half> halves) {
        super(state, decision);
        this.id = logged.id();
        this.local = false;
        this.recovered = true;
        this.sinceMillis = logged.sinceMillis();
        this.work = BranchWork.done(halves);
    }

    /**
     * A branch that begins.
     *
     * @param local whether it belongs to a local transaction, which no log protects
     */
    static Branch begin(BranchId id, boolean local, long nowMillis) {
        return new Branch(id, local, nowMillis, new BranchWork());
    }

    /** A branch of one half message that its application wants committed. */
    static Branch decided(BranchId id, Half half, long nowMillis) {
        return new Branch(id, true, nowMillis, BranchWork.done(List.of(half)));
    }

    /** A branch of an earlier run. */
    static Branch recovered(LoggedBranch logged, List<Half> halves) {
        return switch (logged.state()) {
            case PREPARED -> new Branch(logged, State.PREPARED, new OperatorDecision(null), halves);
            case COMMITTING -> new Branch(logged, State.COMMITTING, new OperatorDecision(null), halves);
            case HEURISTIC_COMMIT, HEURISTIC_ROLLBACK, HEURISTIC_HAZARD ->
                new Branch(logged, State.HEURISTIC, new OperatorDecision(logged.state()), halves);
        };
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

    /** How long it is open, in seconds. */
    long ageSeconds(long nowMillis) {
        return TimeUnit.MILLISECONDS.toSeconds(Math.max(0, nowMillis - sinceMillis));
    }

    List<Half> halves() {
        return locked(work::halves);
    }

    LoggedBranch logged(BranchState as) {
        return new LoggedBranch(
                id, as, sinceMillis, halves().stream().map(Half::logged).toList());
    }

    @Override
    boolean unconfirmed() {
        return work.halves().stream().anyMatch(half -> half.fate() != Half.Fate.COMMITTED);
    }

    // ---- the work in it ----

    void associate() throws BranchFailure {
        boolean taken = test(() -> is(State.ACTIVE) && work.associate());
        if (!taken) {
            throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " takes no work: " + state());
        }
    }

    void dissociate() {
        note(work::dissociate);
    }

    /**
     * Enters a send, which {@link #leave} ends.
     *
     * @return why it cannot be taken, or {@code null}
     */
    String enter(int mostMessages) {
        return locked(() -> is(State.ACTIVE) ? work.enter(mostMessages) : "the transaction has ended already");
    }

    /** A send has ended, and what it has stored was added. */
    void leave() {
        note(work::leave);
    }

    /** Takes a stored half message in; false if the branch has ended meanwhile, so that the half message is nobody's. */
    boolean add(Half half) {
        return test(() -> is(State.ACTIVE) && work.add(half));
    }

    /** Lets it end only in a rollback. */
    void rollbackOnly(String why) {
        note(() -> work.rollbackOnly(why));
    }

    /** Why it can only be rolled back, or {@code null}. */
    String rollbackReason() {
        return locked(work::rollbackReason);
    }

    /**
     * Lets no further send in, waits for those under way, and moves on with what is stored then. The last look and the move are
     * one, so that no message comes in between.
     *
     * @param nanos how long to wait at most
     */
    Closing close(State next, long nanos) throws InterruptedException {
        if (!test(() -> is(State.ACTIVE) && work.close())) {
            return Closing.NOT_NOW;
        }
        return whenOver(() -> is(State.ACTIVE) && work.sending(), nanos, () -> closed(next));
    }

    private Closing closed(State next) {
        if (!is(State.ACTIVE)) {
            return Closing.ROLLED_BACK;
        }
        if (work.sending()) {
            return Closing.STILL_SENDING;
        }
        if (work.rollbackReason() != null) {
            return Closing.ROLLBACK_ONLY;
        }
        become(next);
        return Closing.CLOSED;
    }

    // ---- time ----

    void expireAt(long nanos) {
        note(() -> expiresAtNanos = nanos);
    }

    /** Rolls it back if its time is over and it has not begun to vote; says whether it did. */
    boolean expire(long nowNanos) {
        return test(() -> {
            boolean over = is(State.ACTIVE)
                    && !work.closed()
                    && expiresAtNanos != Long.MAX_VALUE
                    && nowNanos - expiresAtNanos >= 0;
            if (over) {
                become(State.ROLLED_BACK);
            }
            return over;
        });
    }

    @Override
    public String toString() {
        return "Branch[" + id + ", " + state() + "]";
    }
}
