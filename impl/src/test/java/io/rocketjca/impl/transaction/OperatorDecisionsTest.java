package io.rocketjca.impl.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.transaction.log.BranchId;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LogIdentity;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import io.rocketjca.impl.transaction.log.LoggedHalf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody acts on, or hears of, what an operator decides before it is on disk, and nothing forgotten stays there. */
@Timeout(60)
class OperatorDecisionsTest {

    private static final LogIdentity IDENTITY = new LogIdentity(1, "node", "group");
    private static final BranchId ID = BranchId.of(1, new byte[] {1}, new byte[] {2});

    private final Disk disk = new Disk();
    private final BranchTable branches = new BranchTable();
    private final LogAccess log = new LogAccess(disk, new TransactionIdentities(IDENTITY), opened -> () -> {});
    private final List<Runnable> works = new ArrayList<>();
    private final CommittedHalves committed = new CommittedHalves();
    private final OperatorDecisions decisions = new OperatorDecisions(
            branches,
            committed,
            log,
            new Clusters(nameServers -> null),
            new OperatorDecisions.Means(works::add, new ManualTicker()));
    private final Half half = Half.recovered("group", new LoggedHalf("ns:1", "orders", "b", "KEY", 1, 2, 0, false), 0);
    private final Branch branch = add(BranchState.PREPARED);

    private Branch add(BranchState state) {
        Branch made = Branch.recovered(new LoggedBranch(ID, state, 5, List.of()), List.of(half));
        try {
            branches.add(made);
        } catch (BranchFailure e) {
            throw new AssertionError(e);
        }
        return made;
    }

    @Test
    void aDecisionThatCannotBeWrittenIsNoneAndTheTransactionManagerCanStillDecide() {
        disk.failure = new IllegalStateException("disk full");

        assertThatThrownBy(() -> decisions.commit(ID))
                .isInstanceOf(BranchFailure.class)
                .hasMessageContaining("Nothing was decided")
                .hasMessageContaining("disk full");

        assertThat(branch.state()).isEqualTo(Branch.State.PREPARED);
        assertThat(branch.heuristic()).isNull();
        assertThat(branch.toBeCommitted()).isFalse();
        assertThat(branch.move(Branch.State.PREPARED, Branch.State.COMMITTING)).isTrue();
    }

    @Test
    void whoAsksWhileADecisionIsBeingWrittenWaitsForItsOutcome() throws Exception {
        CompletableFuture<BranchState> heard = new CompletableFuture<>();
        disk.duringForce = () -> {
            assertThat(branch.toBeCommitted()).as("nothing is committed yet").isFalse();
            Thread asking = new Thread(() -> heard.complete(branch.heuristic()));
            asking.start();
            awaitWaiting(asking);
            assertThat(heard).isNotDone();
        };

        decisions.commit(ID);

        assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(BranchState.HEURISTIC_COMMIT);
        assertThat(branch.toBeCommitted()).isTrue();
        assertThat(disk.branches.get(ID).state()).isEqualTo(BranchState.HEURISTIC_COMMIT);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void ofACommitThatAllBrokersConfirmedOnlyTheOutcomeStaysOnDisk() throws Exception {
        decisions.commit(ID);
        half.committed(0);

        decisions.finished(branch, 7);
        works.forEach(Runnable::run);

        assertThat(disk.branches.get(ID).halves()).isEmpty();
        assertThat(disk.branches.get(ID).state()).isEqualTo(BranchState.HEURISTIC_COMMIT);
        assertThat(committed.find("KEY")).isNotNull();
        assertThat(branch.toBeCommitted()).isFalse();
    }

    @Test
    void whatIsForgottenWhileItsOutcomeIsWrittenDoesNotComeBack() throws Exception {
        decisions.commit(ID);
        half.committed(0);
        decisions.finished(branch, 7);

        decisions.forget(ID);
        works.forEach(Runnable::run);

        assertThat(disk.branches).isEmpty();
    }

    @Test
    void aForgottenCommitThatBrokersHaveNotConfirmedGoesOnAsADecidedOne() throws Exception {
        decisions.commit(ID);

        decisions.forget(ID);

        assertThat(branch.state()).isEqualTo(Branch.State.COMMITTING);
        assertThat(branch.heuristic()).isNull();
        assertThat(disk.branches.get(ID).state()).isEqualTo(BranchState.COMMITTING);
        assertThat(disk.branches.get(ID).halves()).hasSize(1);
    }

    @Test
    void aForgottenCommitStaysWithItsOutcomeIfTheLogFails() throws Exception {
        decisions.commit(ID);
        disk.failure = new IllegalStateException("disk full");

        assertThatThrownBy(() -> decisions.forget(ID)).hasMessageContaining("could not be forgotten");

        assertThat(branch.heuristic()).isEqualTo(BranchState.HEURISTIC_COMMIT);
        assertThat(branch.toBeCommitted()).isTrue();
    }

    @Test
    void aBranchIsDecidedOnce() throws Exception {
        decisions.commit(ID);

        assertThatThrownBy(() -> decisions.commit(ID)).hasMessageContaining("HEURISTIC_COMMIT");
        half.committed(0);
        assertThatThrownBy(() -> decisions.rollBack(ID)).hasMessageContaining("consumers can see messages");
    }

    @Test
    void whatCannotBeWrittenIsNotGivenUpAndGoesOn() throws Exception {
        branch.move(Branch.State.PREPARED, Branch.State.COMMITTING);
        disk.failure = new IllegalStateException("disk full");

        assertThatThrownBy(() -> decisions.giveUp(ID, Set.of("b"))).hasMessageContaining("disk full");

        assertThat(branch.state()).isEqualTo(Branch.State.COMMITTING);
        assertThat(branch.toBeCommitted()).isTrue();
    }

    @Test
    void whatAllBrokersHaveConfirmedWhileItWasGivenUpIsOver() throws Exception {
        branch.move(Branch.State.PREPARED, Branch.State.COMMITTING);
        disk.duringForce = () -> branches.remove(branch);

        decisions.giveUp(ID, Set.of("b"));

        assertThat(disk.branches).isEmpty();
    }

    @Test
    void onlyWhatABrokerHasNotConfirmedIsGivenUp() {
        branch.move(Branch.State.PREPARED, Branch.State.COMMITTING);
        half.committed(0);

        assertThatThrownBy(() -> decisions.giveUp(ID, Set.of("b"))).hasMessageContaining("Nothing was given up");
    }

    /** A log in memory, which can fail. */
    private static final class Disk implements LogOpener, BranchLog {

        private final Map<BranchId, LoggedBranch> branches = new LinkedHashMap<>();
        private RuntimeException failure;
        private Runnable duringForce = () -> {};

        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public BranchLog open() {
            return this;
        }

        @Override
        public LogIdentity identity() {
            return IDENTITY;
        }

        @Override
        public List<LoggedBranch> replay() {
            return List.of();
        }

        @Override
        public void force(LoggedBranch forced) {
            duringForce.run();
            if (failure != null) {
                throw failure;
            }
            branches.put(forced.id(), forced);
        }

        @Override
        public void forget(BranchId id) {
            branches.remove(id);
        }

        @Override
        public boolean healthy() {
            return failure == null;
        }

        @Override
        public void close() {}
    }
}
