package io.rocketjca.impl.transaction;

import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.protocol.request.EndTransactionRequest;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one adapter: all branches, whatever connection, factory or cluster their messages went through. Its verbs
 * are those of XA, by the branch's id, so that any resource can finish any branch. For any thread; the verbs that end a
 * branch may wait for brokers and for the disk.
 */
public final class TransactionEngine {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionEngine.class);

    /** How long a branch outlives its transaction's time before it is rolled back by itself; its manager should do so before. */
    private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(30);

    private final TransactionConfig config;
    private final TimeSource time;
    private final TransactionProbe probe;
    private final BranchTable branches = new BranchTable();
    private final CommittedHalves committed = new CommittedHalves();
    private final EndedBranches ended = new EndedBranches();
    private final TransactionIdentities identities;
    private final LogAccess log;
    private final Clusters clusters;
    private final CheckBacks checkBacks;
    private final BranchEnding ending;
    private final Completer completer;
    private final LocalBranchIds locals;
    private final Executor work;
    private final TransactionCounter counter = new TransactionCounter();
    private final OperatorDecisions decisions;

    /** Wires everything; opens nothing. */
    public TransactionEngine(TransactionConfig config, TransactionEnvironment environment) {
        this.config = config;
        this.time = environment.time();
        this.probe = environment.probe();
        this.work = environment.work();
        this.locals = new LocalBranchIds(environment.memoryId());
        this.identities = new TransactionIdentities(
                new LogIdentity(environment.memoryId(), config.node(), config.producerGroup()));
        this.log = new LogAccess(environment.log(), identities);
        this.clusters = new Clusters(environment.clusters());
        this.checkBacks = new CheckBacks(branches, committed, identities, config.recommitWhenUnsure(), time.ticker());
        HalfEnding halves = new HalfEnding(clusters, config.recommitWhenUnsure(), time.ticker());
        this.ending = new BranchEnding(halves, probe, time.ticker());
        this.decisions = new OperatorDecisions(
                branches, committed, log, clusters, new OperatorDecisions.Means(work, time.ticker()));
        this.completer = new Completer(branches, ending, this::finished, this::lost, this::expire, config, time);
    }

    /**
     * Takes up what an earlier run has left in its log, if there is one: what was decided is finished, what was prepared waits
     * for its transaction manager. Opens no connection by itself, but has the brokers of those branches connected to.
     *
     * @throws RuntimeException if there is a log that cannot be opened; everything but distributed transactions goes on
     */
    public void start() {
        completer.start();
        BranchLog existing = log.existing();
        if (existing == null) {
            return;
        }
        probe.reached(TransactionStep.DURING_REPLAY);
        long askNotBefore = time.ticker().nanos() + HalfEnding.SETTLING.toNanos();
        List<LoggedBranch> left = existing.replay();
        for (LoggedBranch logged : left) {
            recover(logged, existing.identity().producerGroup(), askNotBefore);
        }
        if (!left.isEmpty()) {
            LOG.info(
                    "branches of an earlier run found prepared={} committing={} heuristic={}",
                    count(left, BranchState.PREPARED),
                    count(left, BranchState.COMMITTING),
                    left.size() - count(left, BranchState.PREPARED) - count(left, BranchState.COMMITTING));
        }
    }

    private static long count(List<LoggedBranch> all, BranchState state) {
        return all.stream().filter(logged -> logged.state() == state).count();
    }

    private void recover(LoggedBranch logged, String group, long askNotBefore) {
        List<Half> halves = logged.halves().stream()
                .map(half -> Half.recovered(group, half, askNotBefore))
                .toList();
        try {
            branches.add(Branch.recovered(logged, halves));
        } catch (BranchFailure e) {
            LOG.error("branch of an earlier run cannot be taken up branch={} reason={}", logged.id(), e.getMessage());
            return;
        }
        halves.forEach(half -> clusters.of(half).prepare(half.topic(), config.commitTimeout()));
    }

    /** Ends what runs by itself and closes the log; branches that are left are taken up by the next start. */
    public void stop() {
        completer.stop();
        List<Branch> open = branches.all(branch -> branch.state() == Branch.State.COMMITTING);
        if (!open.isEmpty()) {
            LOG.warn("stopping with committed branches whose brokers do not answer branches={}", open.size());
        }
        log.close();
    }

    // ---- for connections ----

    /** A connection factory works with this cluster. */
    public void add(ClusterLink link) {
        clusters.add(link);
    }

    /** A broker asks how a transaction ended; on the event loop. */
    public void checked(ClusterLink link, Connection connection, InboundFrame request) {
        checkBacks.asked(link, connection, request);
    }

    /** The producer group that brokers are to ask. */
    public String producerGroup() {
        BranchLog opened = log.opened();
        return opened == null ? config.producerGroup() : opened.identity().producerGroup();
    }

    /**
     * The sends of a branch.
     *
     * @throws TransactionStateException if the branch needs a log and there can be none
     */
    public BranchSends sends(Branch branch) {
        if (!branch.local()) {
            openLog();
        }
        return new BranchSends(branch, config.maxMessages(), branches, identities, probe);
    }

    // ---- association ----

    private void openLog() {
        try {
            log.open();
        } catch (RuntimeException e) {
            throw new TransactionStateException(
                    "Nothing was sent: distributed transactions cannot be made durable here. " + e.getMessage(), e);
        }
    }

    /** Begins a branch of a distributed transaction. */
    public Branch begin(BranchId id) throws BranchFailure {
        return begun(Branch.begin(id, false, time.wallClock().millis()));
    }

    /** Begins a branch of a local transaction. */
    public Branch beginLocal() throws BranchFailure {
        return begun(Branch.begin(locals.next(), true, time.wallClock().millis()));
    }

    private Branch begun(Branch branch) throws BranchFailure {
        if (ended.find(branch.id()) != null) {
            throw new BranchFailure(BranchFailure.Kind.DUPLICATE, "The branch " + branch.id() + " has ended already");
        }
        branches.add(branch);
        counter.begun();
        branch.associate();
        return branch;
    }

    /** Takes part in a branch that was begun. */
    public Branch join(BranchId id) throws BranchFailure {
        Branch branch = existing(id);
        branch.associate();
        return branch;
    }

    /** A thread works in the branch no more. */
    public void leave(Branch branch) {
        branch.dissociate();
    }

    /** Whoever worked in the branch has failed: it can only be rolled back. */
    public void failed(Branch branch) {
        branch.rollbackOnly("the application's work in it has failed");
    }

    /** A branch that has not ended. */
    public Branch find(BranchId id) throws BranchFailure {
        return existing(id);
    }

    /**
     * Rolls the branch back by itself if nobody has done so long after its transaction's time.
     *
     * @param seconds that time
     */
    public void expireAfter(Branch branch, int seconds) {
        branch.expireAt(
                time.ticker().nanos() + TIMEOUT_MARGIN.plusSeconds(seconds).toNanos());
    }

    // ---- the verbs ----

    /**
     * Votes.
     *
     * @return whether the branch is prepared; if not, it has sent nothing, and is forgotten
     * @throws BranchFailure if it does not exist, or is rolled back now
     */
    public boolean prepare(BranchId id) throws BranchFailure {
        Branch branch = existing(id);
        stopTaking(branch, Branch.State.PREPARING);
        if (branch.halves().isEmpty()) {
            branches.remove(branch);
            return false;
        }
        probe.reached(TransactionStep.BEFORE_PREPARE_FORCE);
        try {
            log.open().force(branch.logged(BranchState.PREPARED));
        } catch (RuntimeException e) {
            rollBackNow(branch);
            throw new BranchFailure(
                    BranchFailure.Kind.ROLLED_BACK,
                    "The branch " + id + " could not be made durable: " + e.getMessage(),
                    e);
        }
        if (!branch.move(Branch.State.PREPARING, Branch.State.PREPARED)) {
            log.open().forget(id);
            throw rolledBack(branch, "it was rolled back meanwhile");
        }
        probe.reached(TransactionStep.AFTER_PREPARE_FORCE);
        return true;
    }

    /**
     * Commits a prepared branch. Once this returns, the decision is carried out, or is on disk and will be.
     *
     * @throws BranchFailure if it is not prepared, was ended by an operator, or cannot be decided now
     */
    public void commit(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            refuseUnlessEnded(id, true);
            return;
        }
        heuristic(branch);
        if (branch.state() == Branch.State.COMMITTING) {
            return; // decided before; it is being finished
        }
        if (!branch.move(Branch.State.PREPARED, Branch.State.COMMITTING)) {
            heuristic(branch); // an operator may just have been faster
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL, "The branch " + id + " is not prepared: " + branch.state());
        }
        probe.reached(TransactionStep.COMMIT_ENTERED);
        if (!carriedOut(branch)) {
            decide(branch, Branch.State.PREPARED);
        }
    }

    /**
     * Commits a branch that is alone in its transaction.
     *
     * @throws BranchFailure if it does not exist, or is rolled back now
     */
    public void commitOnePhase(BranchId id) throws BranchFailure {
        Branch branch = existing(id);
        stopTaking(branch, Branch.State.COMMITTING);
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
        if (carriedOut(branch)) {
            return;
        }
        if (decided || branch.local()) {
            tellUnfinished(branch);
        } else {
            decide(branch, null);
        }
    }

    private void forceOrRollBack(Branch branch) throws BranchFailure {
        try {
            log.open().force(branch.logged(BranchState.COMMITTING));
        } catch (RuntimeException e) {
            abandon(branch);
            throw new BranchFailure(
                    BranchFailure.Kind.ROLLED_BACK,
                    "The branch " + branch.id() + " could not be made durable: " + e.getMessage(),
                    e);
        }
        probe.reached(TransactionStep.AFTER_COMMIT_FORCE);
    }

    /** The rest is finished in the background, which must survive a crash. */
    private void decide(Branch branch, Branch.State otherwise) throws BranchFailure {
        try {
            log.open().force(branch.logged(BranchState.COMMITTING));
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
            return;
        }
        tellUnfinished(branch);
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
        Deadline deadline = Deadline.after(time.ticker(), config.commitTimeout());
        CompletableFuture<BranchEnding.Result> effort = ending.commit(branch, deadline);
        try {
            BranchEnding.Result result = effort.get(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (result == BranchEnding.Result.ALL) {
                probe.reached(TransactionStep.AFTER_ALL_ENDS);
                finished(branch);
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

    /**
     * Rolls a branch back, prepared or not. Never waits for brokers: what does not reach them is answered when they ask.
     *
     * @throws BranchFailure if it does not exist, is committed, or was ended by an operator
     */
    public void rollBack(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            refuseUnlessEnded(id, false);
            return;
        }
        heuristic(branch);
        if (!rollBackNow(branch)) {
            heuristic(branch); // an operator may just have been faster
            throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " is committed already");
        }
    }

    /**
     * All branches that wait for a transaction manager: prepared, or ended by an operator.
     */
    public List<BranchId> recover() {
        counter.scanned();
        return branches
                .all(branch -> branch.state() == Branch.State.PREPARED
                        || branch.state() == Branch.State.HEURISTIC
                        || branch.state() == Branch.State.COMMITTING && branch.recovered())
                .stream()
                .map(Branch::id)
                .toList();
    }

    /** The transaction manager has heard of what an operator decided. */
    public void forget(BranchId id) throws BranchFailure {
        decisions.forget(id);
    }

    /** For operators. */
    public TransactionOperations operations() {
        return new TransactionOperations(branches, decisions, counter, checkBacks, log, time.wallClock());
    }

    // ---- parts of the verbs ----

    private Branch existing(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            throw new BranchFailure(BranchFailure.Kind.UNKNOWN, "There is no branch " + id);
        }
        return branch;
    }

    private void refuseUnlessEnded(BranchId id, boolean wantsCommit) throws BranchFailure {
        Boolean outcome = ended.find(id);
        if (outcome == null) {
            throw new BranchFailure(BranchFailure.Kind.UNKNOWN, "There is no branch " + id);
        }
        if (outcome != wantsCommit) {
            throw new BranchFailure(
                    outcome ? BranchFailure.Kind.PROTOCOL : BranchFailure.Kind.ROLLED_BACK,
                    "The branch " + id + " was " + (outcome ? "committed" : "rolled back") + " before");
        }
    }

    private static void heuristic(Branch branch) throws BranchFailure {
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

    /** Lets a branch take no more, waits for what it has under way, and rolls it back if it cannot be committed. */
    private void stopTaking(Branch branch, Branch.State next) throws BranchFailure {
        heuristic(branch);
        String reason = reasonToRollBack(branch);
        if (reason != null) {
            rollBackNow(branch);
            throw rolledBack(branch, reason);
        }
        if (!branch.move(Branch.State.ACTIVE, next)) {
            throw new BranchFailure(
                    BranchFailure.Kind.PROTOCOL,
                    "The branch " + branch.id() + " is still worked in, or past that: " + branch.state());
        }
    }

    private String reasonToRollBack(Branch branch) {
        try {
            if (!branch.awaitSends(config.commitTimeout().toNanos())) {
                return "some of its messages were still under way after "
                        + config.commitTimeout().toMillis() + " ms";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the thread was interrupted while it waited for messages under way";
        }
        return branch.rollbackReason();
    }

    private BranchFailure rolledBack(Branch branch, String why) {
        return new BranchFailure(
                BranchFailure.Kind.ROLLED_BACK, "The branch " + branch.id() + " is rolled back: " + why);
    }

    private boolean rollBackNow(Branch branch) {
        if (!branch.rolledBack()) {
            return false;
        }
        abandon(branch);
        return true;
    }

    private void abandon(Branch branch) {
        for (Half half : branch.halves()) {
            EndTransactionRequest end = half.end(false);
            clusters.of(half).rollBack(end);
            probe.reached(TransactionStep.DURING_ROLLBACK);
        }
        forgetEnded(branch, false);
    }

    private void forgetEnded(Branch branch, boolean wasCommitted) {
        BranchLog opened = log.opened();
        if (opened != null && !branch.local()) {
            opened.forget(branch.id());
        }
        counter.ended(wasCommitted);
        ended.add(branch.id(), wasCommitted);
        branches.remove(branch);
    }

    // ---- from the background ----

    /** All of a branch is committed. */
    private void finished(Branch branch) {
        long now = time.ticker().nanos();
        if (branch.state() == Branch.State.HEURISTIC) {
            decisions.finished(branch, now);
            return;
        }
        branch.move(Branch.State.COMMITTING, Branch.State.COMMITTED);
        branch.halves().forEach(half -> committed.add(half, now));
        forgetEnded(branch, true);
        probe.reached(TransactionStep.AFTER_DONE);
    }

    /** A broker has lost some of a branch that is decided; only an operator can help. */
    private void lost(Branch branch) {
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

    /** The time of a transaction is long over, and nobody has ended it. */
    private void expire(Branch branch) {
        if (branch.move(Branch.State.ACTIVE, Branch.State.ROLLED_BACK)) {
            LOG.warn("branch is rolled back, its transaction's time is long over branch={}", branch.id());
            abandon(branch);
        } else {
            branch.rollbackOnly("its time is over");
        }
    }
}
