package io.rocketjca.impl.transaction;

import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.transaction.log.BranchState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Votes for branches and commits them. A vote is on disk before it is given. A commit that was decided is never taken back: what
 * brokers do not confirm in time is left to the background, once the decision is on disk.
 */
final class TwoPhaseCommit {

    private static final Logger LOG = LoggerFactory.getLogger(TwoPhaseCommit.class);

    private static final String MEANWHILE = "it was rolled back meanwhile";

    private final BranchTable branches;
    private final LogAccess log;
    private final BranchEnding ending;
    private final BranchEnds ends;
    private final TransactionConfig config;
    private final TransactionProbe probe;
    private final Ticker ticker;

    TwoPhaseCommit(
            BranchTable branches,
            LogAccess log,
            BranchEnding ending,
            BranchEnds ends,
            TransactionConfig config,
            TransactionProbe probe,
            Ticker ticker) {
        this.branches = branches;
        this.log = log;
        this.ending = ending;
        this.ends = ends;
        this.config = config;
        this.probe = probe;
        this.ticker = ticker;
    }

    /** As {@link TransactionEngine#prepare}. */
    boolean prepare(Branch branch) throws BranchFailure {
        stopTaking(branch, Branch.State.PREPARING);
        if (branch.halves().isEmpty()) {
            branches.remove(branch);
            return false;
        }
        probe.reached(TransactionStep.BEFORE_PREPARE_FORCE);
        try {
            log.open().force(branch.logged(BranchState.PREPARED));
        } catch (RuntimeException e) {
            ends.rolledBack(branch);
            throw notDurable(branch, e);
        }
        if (!branch.move(Branch.State.PREPARING, Branch.State.PREPARED)) {
            log.open().forget(branch.id());
            throw rolledBack(branch, MEANWHILE);
        }
        probe.reached(TransactionStep.AFTER_PREPARE_FORCE);
        return true;
    }

    /** As {@link TransactionEngine#commit}, for a branch that has not ended. */
    void commit(Branch branch) throws BranchFailure {
        refuseHeuristic(branch);
        if (branch.state() == Branch.State.COMMITTING) {
            return; // decided before; it is being finished
        }
        if (!branch.move(Branch.State.PREPARED, Branch.State.COMMITTING)) {
            refuseHeuristic(branch); // an operator may just have been faster
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL, "The branch " + branch.id() + " is not prepared: " + branch.state());
        }
        probe.reached(TransactionStep.COMMIT_ENTERED);
        if (!carriedOut(branch)) {
            decide(branch, Branch.State.PREPARED);
        }
    }

    /** As {@link TransactionEngine#commitOnePhase}. */
    void commitOnePhase(Branch branch) throws BranchFailure {
        stopTaking(branch, Branch.State.PREPARING);
        if (branch.halves().isEmpty()) {
            branches.remove(branch);
            return;
        }
        probe.reached(TransactionStep.COMMIT_ENTERED);
        // More than one must be committed all or none, also over a crash.
        boolean decided = branch.halves().size() > 1 && !branch.local();
        if (decided) {
            forceOrRollBack(branch);
        }
        decided(branch); // not before: the background begins at once
        if (carriedOut(branch)) {
            return;
        }
        if (decided || branch.local()) {
            tellUnfinished(branch);
        } else {
            decide(branch, null);
        }
    }

    private void decided(Branch branch) throws BranchFailure {
        if (!branch.move(Branch.State.PREPARING, Branch.State.COMMITTING)) {
            if (!branch.local()) {
                log.open().forget(branch.id());
            }
            throw rolledBack(branch, MEANWHILE);
        }
    }

    /** Commits a branch that needs no log; says whether its broker has confirmed that. If not, the background goes on. */
    boolean commitNow(Branch branch) {
        branch.move(Branch.State.ACTIVE, Branch.State.COMMITTING);
        boolean done = carriedOut(branch);
        if (!done) {
            tellUnfinished(branch);
        }
        return done;
    }

    /** Refuses to go on with a branch that was ended by an operator. */
    static void refuseHeuristic(Branch branch) throws BranchFailure {
        BranchState outcome = branch.heuristic();
        if (outcome != null) {
            BranchFailure.Kind kind =
                    switch (outcome) {
                        case HEURISTIC_COMMIT -> BranchFailure.Kind.HEURISTIC_COMMIT;
                        case HEURISTIC_ROLLBACK -> BranchFailure.Kind.HEURISTIC_ROLLBACK;
                        default -> BranchFailure.Kind.HEURISTIC_HAZARD;
                    };
            throw new BranchFailure(kind, "The branch " + branch.id() + " has ended as " + outcome);
        }
    }

    private void forceOrRollBack(Branch branch) throws BranchFailure {
        try {
            log.open().force(branch.logged(BranchState.COMMITTING));
        } catch (RuntimeException e) {
            ends.rolledBack(branch);
            throw notDurable(branch, e);
        }
        probe.reached(TransactionStep.AFTER_COMMIT_FORCE);
    }

    /**
     * The rest is finished in the background, which must survive a crash.
     *
     * @param otherwise the state to go back to if it cannot, or {@code null}
     */
    private void decide(Branch branch, Branch.State otherwise) throws BranchFailure {
        try {
            log.open().force(branch.logged(BranchState.COMMITTING));
            if (branch.state() == Branch.State.HEURISTIC) {
                log.open().force(branch.logged(branch.heuristic())); // meanwhile it was found lost, or given up
            }
        } catch (RuntimeException e) {
            if (otherwise != null) {
                branch.move(Branch.State.COMMITTING, otherwise);
            }
            throw new BranchFailure(
                    BranchFailure.Kind.LOG_FAILED,
                    "The decision to commit branch " + branch.id() + " could not be made durable: " + e.getMessage(),
                    e);
        }
        probe.reached(TransactionStep.AFTER_COMMIT_FORCE);
        if (branch.state() == Branch.State.COMMITTED) {
            log.open().forget(branch.id()); // the background was faster
        } else {
            tellUnfinished(branch);
        }
    }

    private static void tellUnfinished(Branch branch) {
        LOG.warn(
                "branch is committed, but not all brokers have confirmed it; the rest is finished in the background"
                        + " branch={} messages={}",
                branch.id(),
                branch.halves().size());
    }

    /** Commits all half messages if their brokers answer in time. */
    private boolean carriedOut(Branch branch) {
        Deadline deadline = Deadline.after(ticker, config.commitTimeout());
        CompletableFuture<BranchEnding.Result> effort = ending.commit(branch, deadline);
        try {
            BranchEnding.Result result = effort.get(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (result == BranchEnding.Result.ALL) {
                probe.reached(TransactionStep.AFTER_ALL_ENDS);
                ends.committed(branch);
            }
            return result == BranchEnding.Result.ALL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Efforts to commit never fail", e.getCause());
        }
    }

    /** Lets a branch take no more, waits for what it has under way, and rolls it back if it cannot be committed. */
    private void stopTaking(Branch branch, Branch.State next) throws BranchFailure {
        refuseHeuristic(branch);
        String reason = reasonToRollBack(branch, next);
        if (reason != null) {
            ends.rolledBack(branch);
            throw rolledBack(branch, reason);
        }
    }

    private String reasonToRollBack(Branch branch, Branch.State next) throws BranchFailure {
        try {
            return switch (branch.close(next, config.commitTimeout().toNanos())) {
                case CLOSED -> null;
                case ROLLBACK_ONLY -> branch.rollbackReason();
                case ROLLED_BACK -> MEANWHILE;
                case STILL_SENDING ->
                    "some of its messages were still under way after "
                            + config.commitTimeout().toMillis() + " ms";
                case NOT_NOW ->
                    throw new BranchFailure(
                            BranchFailure.Kind.PROTOCOL,
                            "The branch " + branch.id() + " is still worked in, or past that: " + branch.state());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the thread was interrupted while it waited for messages under way";
        }
    }

    private static BranchFailure notDurable(Branch branch, RuntimeException cause) {
        return new BranchFailure(
                BranchFailure.Kind.ROLLED_BACK,
                "The branch " + branch.id() + " could not be made durable: " + cause.getMessage(),
                cause);
    }

    private static BranchFailure rolledBack(Branch branch, String why) {
        return new BranchFailure(
                BranchFailure.Kind.ROLLED_BACK, "The branch " + branch.id() + " is rolled back: " + why);
    }
}
