package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
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
        branch.halves().forEach(half -> {
            clusters.of(half).rollBack(half.end(false));
            half.rolledBack();
        });
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
        if (branch.local() || !branch.overrule(Branch.State.PREPARED, outcome)) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "The branch " + id + " is not prepared, but " + words(branch)
                            + "; only prepared branches can be decided here");
        }
        write(branch, outcome, Branch.State.PREPARED);
        LOG.warn("branch was ended by an operator branch={} outcome={}", id, outcome);
        return branch;
    }

    private void write(Branch branch, BranchState outcome, Branch.State before) throws BranchFailure {
        try {
            if (!branch.local()) {
                log.open().force(branch.logged(outcome));
            }
        } catch (RuntimeException e) {
            branch.overruled(false, before);
            throw new BranchFailure(
                    BranchFailure.Kind.LOG_FAILED,
                    "Nothing was decided: the decision about branch " + branch.id() + " could not be made durable: "
                            + e.getMessage(),
                    e);
        }
        branch.overruled(true, before);
    }

    /**
     * Gives up what some brokers will never confirm of a committed branch: its messages stay half messages there.
     *
     * @param confirmed the names of those brokers, all of them and no other
     * @return what that means, in words
     */
    String giveUp(BranchId id, Set<String> confirmed) throws BranchFailure {
        Branch branch = existing(id);
        List<Half> left = branch.halves().stream()
                .filter(half -> half.fate() != Half.Fate.COMMITTED)
                .toList();
        Set<String> brokers = left.stream()
                .map(half -> half.coordinates().brokerName())
                .collect(Collectors.toCollection(TreeSet::new));
        if (branch.state() != Branch.State.COMMITTING || left.isEmpty()) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "Nothing was given up: the branch " + id + " is " + words(branch)
                            + "; only what is committed, and waits for brokers, can be given up");
        }
        if (!brokers.equals(confirmed)) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "Nothing was given up: " + left.size() + " messages of branch " + id + " wait for the brokers "
                            + String.join(",", brokers) + "; name exactly these to confirm that the messages stay half"
                            + " messages there, and are never seen");
        }
        return giveUp(branch, left, String.join(",", brokers));
    }

    private String giveUp(Branch branch, List<Half> left, String brokers) throws BranchFailure {
        if (!branch.overrule(Branch.State.COMMITTING, BranchState.HEURISTIC_HAZARD)) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "Nothing was given up: the branch " + branch.id() + " has just become " + words(branch));
        }
        write(branch, BranchState.HEURISTIC_HAZARD, Branch.State.COMMITTING);
        if (!branch.local()) {
            forgetIfOver(log.open(), branch);
        }
        String topics = left.stream().map(Half::topic).distinct().collect(Collectors.joining(","));
        LOG.warn(
                "branch was given up by an operator, its messages stay half messages branch={} brokers={} topics={}"
                        + " messageIds={}",
                branch.id(),
                brokers,
                topics,
                left.stream().map(Half::uniqueKey).toList());
        return "Branch " + branch.id() + " is given up: " + left.size() + " messages to " + topics
                + " stay half messages at " + brokers + ", and are never seen. Should a broker come back, it is not"
                + " answered as long as the branch is listed; once that is forgotten, it is told to drop them";
    }

    private static String words(Branch branch) {
        BranchState heuristic = branch.heuristic();
        return heuristic == null ? branch.state().name() : heuristic.name();
    }

    /** The transaction manager has heard of it, or never will. What is left to commit is committed all the same. */
    void forget(BranchId id) throws BranchFailure {
        Branch branch = existing(id);
        if (branch.heuristic() == null) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "The branch " + id + " was not ended by an operator, but is " + words(branch)
                            + "; one that is committed must be given up first");
        }
        if (branch.finishAfterForget()) {
            keepCommitting(branch);
        } else {
            branches.remove(branch);
            if (!branch.local()) {
                log.open().forget(id);
            }
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
