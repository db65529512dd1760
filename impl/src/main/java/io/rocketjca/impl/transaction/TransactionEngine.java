package io.rocketjca.impl.transaction;

import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import java.time.Duration;
import java.util.List;
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
    private final TransactionIdentities identities;
    private final LocalBranchIds locals;
    private final LogAccess log;
    private final Clusters clusters;
    private final CheckBacks checkBacks;
    private final BranchEnds ends;
    private final TwoPhaseCommit commits;
    private final Completer completer;
    private final OperatorDecisions decisions;
    private final DoubtWarnings warnings;
    private final Checkers checkers;
    private final CheckedSends checkedSends;
    private final TransactionCounter counter = new TransactionCounter();

    /** Wires everything; opens nothing. */
    public TransactionEngine(TransactionConfig config, TransactionEnvironment environment) {
        this.config = config;
        this.time = environment.time();
        this.probe = environment.probe();
        this.locals = new LocalBranchIds(environment.memoryId());
        this.identities = new TransactionIdentities(
                new LogIdentity(environment.memoryId(), config.node(), config.producerGroup()));
        this.log = new LogAccess(environment.log(), identities, this::takeUp);
        this.clusters = new Clusters(environment.clusters());
        Ticker ticker = time.ticker();
        CommittedHalves committed = new CommittedHalves();
        DroppedHalves dropped = new DroppedHalves();
        this.checkers = new Checkers(new CheckedOutcomes(branches, dropped, locals, time));
        this.checkBacks =
                new CheckBacks(branches, committed, identities, dropped, checkers, config.recommitWhenUnsure(), ticker);
        HalfEnding halves = new HalfEnding(clusters, config.recommitWhenUnsure(), ticker);
        BranchEnding ending = new BranchEnding(halves, probe, ticker);
        this.ends = new BranchEnds(branches, committed, log, clusters, environment.work(), probe, ticker);
        this.commits = new TwoPhaseCommit(branches, log, ending, ends, config, probe, ticker);
        this.checkedSends = new CheckedSends(branches, dropped, commits, locals, config, time);
        this.decisions = new OperatorDecisions(
                branches, committed, log, clusters, new OperatorDecisions.Means(environment.work(), ticker));
        this.warnings = new DoubtWarnings(branches, counter, config.recoverySetup(), time);
        this.completer = new Completer(
                branches, ending, ends, decisions, new AskingBrokers(branches, clusters, time), config, time);
    }

    /**
     * Takes up what an earlier run has left in its log, if there is one: what was decided is finished, what was prepared waits
     * for its transaction manager. Opens no connection by itself, but has the brokers of those branches connected to.
     *
     * @throws RuntimeException if there is a log that cannot be opened; everything but distributed transactions goes on
     */
    public void start() {
        completer.start();
        warnings.start();
        log.existing();
    }

    /** However late a log is opened: brokers must not be told that nothing is known of what is in it. */
    private Runnable takeUp(BranchLog opened) {
        if (opened.replay().isEmpty()) {
            return () -> {};
        }
        probe.reached(TransactionStep.DURING_REPLAY);
        List<Branch> left = new EarlierRun(opened, time.ticker()).takeUp(branches);
        return () -> left.forEach(branch ->
                branch.halves().forEach(half -> clusters.of(half).prepare(half.topic(), config.commitTimeout())));
    }

    /** Ends what runs by itself and closes the log; branches that are left are taken up by the next start. */
    public void stop() {
        completer.stop();
        warnings.stop();
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
        if (ends.known(branch.id())) {
            throw new BranchFailure(BranchFailure.Kind.DUPLICATE, "The branch " + branch.id() + " has ended already");
        }
        branches.add(branch);
        counter.begun();
        branch.associate();
        return branch;
    }

    /** Takes part in a branch that was begun. */
    public Branch join(BranchId id) throws BranchFailure {
        Branch branch = find(id);
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
        Branch branch = branches.find(id);
        if (branch == null) {
            throw ends.unknown(id);
        }
        return branch;
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
        return commits.prepare(find(id));
    }

    /**
     * Commits a prepared branch. Once this returns, the decision is carried out, or is on disk and will be.
     *
     * @throws BranchFailure if it is not prepared, was ended by an operator, or cannot be decided now
     */
    public void commit(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            ends.repeated(id, true);
        } else {
            commits.commit(branch);
        }
    }

    /**
     * Commits a branch that is alone in its transaction.
     *
     * @throws BranchFailure if it does not exist, or is rolled back now
     */
    public void commitOnePhase(BranchId id) throws BranchFailure {
        commits.commitOnePhase(find(id));
    }

    /**
     * Rolls a branch back, prepared or not. Never waits for brokers: what does not reach them is answered when they ask.
     *
     * @throws BranchFailure if it does not exist, is committed, or was ended by an operator
     */
    public void rollBack(BranchId id) throws BranchFailure {
        Branch branch = branches.find(id);
        if (branch == null) {
            ends.repeated(id, false);
            return;
        }
        TwoPhaseCommit.refuseHeuristic(branch);
        if (!ends.rolledBack(branch)) {
            TwoPhaseCommit.refuseHeuristic(branch); // an operator may just have been faster
            throw new BranchFailure(BranchFailure.Kind.PROTOCOL, "The branch " + id + " is committed already");
        }
    }

    /**
     * All branches that wait for a transaction manager: prepared, or ended by an operator. Not those that are decided, also if
     * an earlier run decided them: a transaction manager that has heard so, and forgotten them, would take them for nobody's
     * and roll them back.
     *
     * @throws BranchFailure if an earlier run has left a log that cannot be opened, so that nobody knows
     */
    public List<BranchId> recover() throws BranchFailure {
        counter.scanned();
        try {
            log.existing();
        } catch (RuntimeException e) {
            throw new BranchFailure(BranchFailure.Kind.LOG_FAILED, e.getMessage(), e);
        }
        return branches
                .all(branch -> !branch.local()
                        && (branch.state() == Branch.State.PREPARED || branch.state() == Branch.State.HEURISTIC))
                .stream()
                .map(Branch::id)
                .toList();
    }

    /** The transaction manager has heard of what an operator decided. */
    public void forget(BranchId id) throws BranchFailure {
        decisions.forget(id);
    }

    /** The checkers of applications. */
    public Checkers checkers() {
        return checkers;
    }

    /** The sends whose end an application's own work decides. */
    public CheckedSends checkedSends() {
        return checkedSends;
    }

    /** For operators. */
    public TransactionOperations operations() {
        return new TransactionOperations(branches, decisions, ends, counter, checkBacks, log, time.wallClock());
    }
}
