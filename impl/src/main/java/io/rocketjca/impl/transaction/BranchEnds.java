package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a branch ends, however it ends: brokers are told, and what must be remembered is. */
final class BranchEnds {

    private static final Logger LOG = LoggerFactory.getLogger(BranchEnds.class);

    private final BranchTable branches;
    private final CommittedHalves committedHalves;
    private final EndedBranches ended = new EndedBranches();
    private final LogAccess log;
    private final Clusters clusters;
    private final Executor work;
    private final TransactionProbe probe;
    private final Ticker ticker;

    /**
     * @param committedHalves what is remembered of committed half messages
     * @param work runs what may wait for the disk
     */
    BranchEnds(
            BranchTable branches,
            CommittedHalves committedHalves,
            LogAccess log,
            Clusters clusters,
            Executor work,
            TransactionProbe probe,
            Ticker ticker) {
        this.branches = branches;
        this.committedHalves = committedHalves;
        this.log = log;
        this.clusters = clusters;
        this.work = work;
        this.probe = probe;
        this.ticker = ticker;
    }

    /** All of a branch is committed. */
    void committed(Branch branch) {
        long now = ticker.nanos();
        branch.move(Branch.State.COMMITTING, Branch.State.COMMITTED);
        branch.halves().forEach(half -> committedHalves.add(half, now));
        forget(branch, EndedBranches.Outcome.COMMITTED);
        probe.reached(TransactionStep.AFTER_DONE);
    }

    /** Rolls a branch back unless it is decided; says whether it is rolled back now. */
    boolean rolledBack(Branch branch) {
        if (!branch.rolledBack()) {
            return false;
        }
        abandon(branch, EndedBranches.Outcome.ROLLED_BACK);
        return true;
    }

    /** Lets nothing of a branch be seen. Waits for no broker: what does not reach them is answered when they ask. */
    private void abandon(Branch branch, EndedBranches.Outcome outcome) {
        for (Half half : branch.halves()) {
            clusters.of(half).rollBack(half.end(false));
            half.rolledBack();
            probe.reached(TransactionStep.DURING_ROLLBACK);
        }
        forget(branch, outcome);
    }

    /** A broker has lost some of a branch that is decided; only an operator can help. */
    void lost(Branch branch) {
        LOG.error(
                "messages of a committed branch are lost: their brokers have neither the half messages nor the messages"
                        + " branch={} topics={}",
                branch.id(),
                branch.halves().stream()
                        .filter(half -> half.fate() != Half.Fate.COMMITTED)
                        .map(half -> half.topic() + "/" + half.uniqueKey())
                        .toList());
        branch.heuristic(BranchState.HEURISTIC_HAZARD);
        if (branch.local()) {
            branches.remove(branch);
        } else {
            work.execute(() -> log.open().force(branch.logged(BranchState.HEURISTIC_HAZARD)));
        }
    }

    /** A branch is rolled back because its transaction's time is long over, and nobody has ended it. */
    void timedOut(Branch branch) {
        LOG.warn("branch is rolled back, its transaction's time is long over branch={}", branch.id());
        abandon(branch, EndedBranches.Outcome.TIMED_OUT);
    }

    /** How the last branches ended. */
    EndedBranches all() {
        return ended;
    }

    /** Whether a branch with this id has ended not long ago. */
    boolean known(BranchId id) {
        return ended.find(id) != null;
    }

    /** Lets a second end of the same kind pass, and refuses all else, where there is no such branch any more. */
    void repeated(BranchId id, boolean commit) throws BranchFailure {
        EndedBranches.Outcome outcome = ended.find(id);
        if (outcome == null) {
            throw unknown(id);
        }
        boolean committed = outcome == EndedBranches.Outcome.COMMITTED;
        if (committed && !commit) {
            throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " was committed before");
        }
        if (!committed && commit) {
            throw outcome == EndedBranches.Outcome.TIMED_OUT
                    ? unknown(id)
                    : new BranchFailure(BranchFailure.Kind.ROLLED_BACK, "The branch " + id + " was rolled back before");
        }
    }

    /** Why there is no such branch: it never was, or ended, or was rolled back as its time was over. */
    BranchFailure unknown(BranchId id) {
        return ended.find(id) == EndedBranches.Outcome.TIMED_OUT
                ? new BranchFailure(
                        BranchFailure.Kind.TIMED_OUT,
                        "The branch " + id + " is rolled back: the time of its transaction was long over")
                : new BranchFailure(BranchFailure.Kind.UNKNOWN, "There is no branch " + id);
    }

    private void forget(Branch branch, EndedBranches.Outcome outcome) {
        BranchLog opened = log.opened();
        if (opened != null && !branch.local()) {
            opened.forget(branch.id());
        }
        ended.add(branch.id(), outcome);
        branches.remove(branch);
    }
}
