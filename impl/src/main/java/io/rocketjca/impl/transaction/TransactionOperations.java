package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.WallClock;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What an operator can see of the transactions of an adapter, and do about those that are stuck. For any thread. */
public final class TransactionOperations {

    private final BranchTable branches;
    private final OperatorDecisions decisions;
    private final BranchEnds ends;
    private final TransactionCounter counter;
    private final CheckBacks checkBacks;
    private final LogAccess log;
    private final WallClock clock;

    TransactionOperations(
            BranchTable branches,
            OperatorDecisions decisions,
            BranchEnds ends,
            TransactionCounter counter,
            CheckBacks checkBacks,
            LogAccess log,
            WallClock clock) {
        this.branches = branches;
        this.decisions = decisions;
        this.ends = ends;
        this.counter = counter;
        this.checkBacks = checkBacks;
        this.log = log;
        this.clock = clock;
    }

    /** All branches that are prepared, being committed, or were ended by an operator; the oldest first. */
    public List<BranchInDoubt> inDoubt() {
        long now = clock.millis();
        return branches.all(Branch::inDoubt).stream()
                .sorted(Comparator.comparingLong(Branch::sinceMillis))
                .map(branch -> BranchInDoubt.of(branch, now))
                .toList();
    }

    /**
     * Commits a prepared branch in the place of its transaction manager.
     *
     * @throws BranchFailure if there is no such branch, it is not prepared, or the log failed; then nothing was decided
     */
    public void commit(BranchId id) throws BranchFailure {
        decisions.commit(id);
    }

    /**
     * Rolls a prepared branch back in the place of its transaction manager.
     *
     * @throws BranchFailure if there is no such branch, it is not prepared, or the log failed; then nothing was decided
     */
    public void rollBack(BranchId id) throws BranchFailure {
        decisions.rollBack(id);
    }

    /**
     * Gives up what some brokers will never confirm of a committed branch: its messages stay half messages there. The branch is
     * kept until it is forgotten.
     *
     * @param brokers the names of those brokers, all of them and no other, as a confirmation
     * @return what that means, in words
     * @throws BranchFailure if there is no such branch, it does not wait for exactly these brokers, or the log failed; then
     *     nothing was given up
     */
    public String giveUp(BranchId id, Set<String> brokers) throws BranchFailure {
        return decisions.giveUp(id, brokers);
    }

    /**
     * Forgets a branch that was ended or given up by an operator, or is partly lost.
     *
     * @throws BranchFailure if there is no such branch, it has not ended so, or the log failed
     */
    public void forget(BranchId id) throws BranchFailure {
        decisions.forget(id);
    }

    /** What was done since the start. */
    public TransactionCounts counts() {
        BranchLog opened = log.opened();
        return new TransactionCounts(
                counter.branches(),
                ends.all().committed(),
                ends.all().rolledBack(),
                branches.storedHalves(),
                checkBacks.count(),
                counter.scans(),
                opened == null || opened.healthy());
    }
}
