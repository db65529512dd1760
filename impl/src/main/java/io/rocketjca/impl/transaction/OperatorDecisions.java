package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends branches in the place of a transaction manager that does not come back, and remembers that until the transaction manager
 * has heard of it. What is decided here is on disk before anybody acts on it or hears of it.
 */
final class OperatorDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorDecisions.class);

    private final BranchTable branches;
    private final CommittedHalves committed;
    private final LogAccess log;
    private final Clusters clusters;
    private final Means means;

    /**
     * What decisions are carried out with.
     *
     * @param work runs what may wait for the disk
     */
    record Means(Executor work, Ticker ticker) {}

    OperatorDecisions(BranchTable branches, CommittedHalves committed, LogAccess log, Clusters clusters, Means means) {
        this.branches = branches;
        this.committed = committed;
        this.log = log;
        this.clusters = clusters;
        this.means = means;
    }

    /** Commits a prepared branch; brokers are told in the background, as often as it takes. */
    void commit(BranchId id) throws BranchFailure {
        decide(id, BranchState.HEURISTIC_COMMIT);
    }

    /**
     * Rolls a prepared branch back, unless a broker says that some of it is committed already. Brokers that are not connected are
     * answered when they ask.
     */
    void rollBack(BranchId id) throws BranchFailure {
        if (visible(existing(id).halves())) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "Nothing was decided: consumers can see messages of branch " + id
                            + " already, as its transaction manager was committing it; commit it");
        }
        Branch branch = decide(id, BranchState.HEURISTIC_ROLLBACK);
        branch.halves().forEach(half -> clusters.of(half).rollBack(half.end(false)));
    }

    /** An earlier run may have begun to commit; a sample of its messages shows it. */
    private boolean visible(List<Half> halves) {
        Deadline deadline = Deadline.after(means.ticker(), CheckBacks.ASKING);
        List<CompletableFuture<Finding>> asked = halves.stream()
                .filter(half -> half.fate() == Half.Fate.DOUBTFUL)
                .limit(BranchEnding.MAX_LANES)
                .map(half -> clusters.of(half)
                        .find(half.topic(), half.coordinates().brokerName(), half.uniqueKey(), deadline))
                .toList();
        return halves.stream().anyMatch(half -> half.fate() == Half.Fate.COMMITTED)
                || asked.stream().anyMatch(finding -> finding.join() == Finding.FOUND);
    }

    private Branch decide(BranchId id, BranchState outcome) throws BranchFailure {
        Branch branch = existing(id);
        if (branch.local() || !branch.overrule(outcome)) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "The branch " + id + " is not prepared, but " + words(branch)
                            + "; only prepared branches can be decided here");
        }
        try {
            log.open().force(branch.logged(outcome));
        } catch (RuntimeException e) {
            branch.overruled(false);
            throw new BranchFailure(
                    BranchFailure.Kind.LOG_FAILED,
                    "Nothing was decided: the decision about branch " + id + " could not be made durable: "
                            + e.getMessage(),
                    e);
        }
        branch.overruled(true);
        LOG.warn("branch was ended by an operator branch={} outcome={}", id, outcome);
        return branch;
    }

    private static String words(Branch branch) {
        BranchState heuristic = branch.heuristic();
        return heuristic == null ? branch.state().name() : heuristic.name();
    }

    /** The transaction manager has heard of it, or never will. What is left to commit is committed all the same. */
    void forget(BranchId id) throws BranchFailure {
        Branch branch = existing(id);
        if (branch.heuristic() == null) {
            throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " was not ended by an operator");
        }
        if (branch.finishAfterForget()) {
            keepCommitting(branch);
        } else {
            branches.remove(branch);
            log.open().forget(id);
        }
    }

    private void keepCommitting(Branch branch) throws BranchFailure {
        BranchLog open = log.open();
        try {
            open.force(branch.logged(BranchState.COMMITTING));
        } catch (RuntimeException e) {
            branch.heuristic(BranchState.HEURISTIC_COMMIT);
            throw new BranchFailure(
                    BranchFailure.Kind.LOG_FAILED,
                    "The branch " + branch.id() + " could not be forgotten, as the log failed: " + e.getMessage(),
                    e);
        }
        forgetIfOver(open, branch);
    }

    /** All brokers have confirmed what an operator had committed; from now on only the outcome is remembered. */
    void finished(Branch branch, long nowNanos) {
        branch.halves().forEach(half -> committed.add(half, nowNanos));
        means.work().execute(() -> rememberOutcome(branch));
    }

    /** Without messages, so that no later run asks brokers for what they may have deleted long since. */
    private void rememberOutcome(Branch branch) {
        BranchLog open = log.open();
        try {
            open.force(new LoggedBranch(branch.id(), BranchState.HEURISTIC_COMMIT, branch.sinceMillis(), List.of()));
        } catch (RuntimeException e) {
            LOG.warn("branch log failed, a later run will ask brokers again branch={}", branch.id(), e);
        }
        forgetIfOver(open, branch);
    }

    /** What was forgotten while it was written must not come back. */
    private void forgetIfOver(BranchLog open, Branch branch) {
        if (branches.find(branch.id()) != branch) {
            open.forget(branch.id());
        }
    }

    private Branch existing(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            throw new BranchFailure(BranchFailure.Kind.UNKNOWN, "There is no branch " + id);
        }
        return branch;
    }
}
