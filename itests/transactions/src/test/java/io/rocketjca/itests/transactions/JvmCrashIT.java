package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.transactions.Work.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application dies at each point of a transaction at which something else would be left behind; the broker lives. */
@Execution(ExecutionMode.CONCURRENT)
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class JvmCrashIT {

    private static final int VICTIM = 3;
    private static final boolean COMMITTED = true;
    private static final boolean ROLLED_BACK = false;

    private final RocketMQ server;

    JvmCrashIT(RocketMQ server) {
        this.server = server;
    }

    /**
     * A point to die at.
     *
     * @param name what the scenario is called
     * @param trap where it dies
     * @param victim the transaction in which it does
     * @param committed how that transaction must end
     */
    record Case(String name, Trap trap, Work victim, boolean committed) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case twoPhases(String name, String point, int occurrence, boolean committed, Kind... kinds) {
        return new Case(name, Trap.halt(point, VICTIM).at(occurrence), Work.commit(VICTIM, 4, kinds), committed);
    }

    private static Case onePhase(String name, String point, int messages, boolean committed) {
        return new Case(name, Trap.halt(point, VICTIM), Work.commit(VICTIM, messages, Kind.ONE_PHASE), committed);
    }

    private static Case rollingBack(String name, String point, int occurrence, Kind... kinds) {
        return new Case(name, Trap.halt(point, VICTIM).at(occurrence), Work.rollBack(VICTIM, 4, kinds), ROLLED_BACK);
    }

    static Stream<Case> core() {
        return Stream.of(
                twoPhases("afterPrepareForce", "AFTER_PREPARE_FORCE", 1, ROLLED_BACK),
                twoPhases("afterDbCommit", "AFTER_DB_COMMIT", 1, COMMITTED),
                twoPhases("afterFirstEnd", "AFTER_END", 1, COMMITTED),
                onePhase("onePhaseAfterCommitForce", "AFTER_COMMIT_FORCE", 3, COMMITTED));
    }

    static Stream<Case> beforeTheDecision() {
        return Stream.of(
                twoPhases("betweenSends", "BETWEEN_SENDS", 2, ROLLED_BACK),
                twoPhases("halfStored", "HALF_STORED", 2, ROLLED_BACK),
                twoPhases("asyncHalfStored", "HALF_STORED", 2, ROLLED_BACK, Kind.ASYNC),
                twoPhases("beforeTheEnd", "BEFORE_END_OF_TRANSACTION", 1, ROLLED_BACK),
                twoPhases("afterDbPrepare", "AFTER_DB_PREPARE", 1, ROLLED_BACK),
                twoPhases("beforePrepareForce", "BEFORE_PREPARE_FORCE", 1, ROLLED_BACK),
                twoPhases("messagesFirstAfterPrepareForce", "AFTER_PREPARE_FORCE", 1, ROLLED_BACK, Kind.MESSAGES_FIRST),
                twoPhases("messagesFirstAfterDbPrepare", "AFTER_DB_PREPARE", 1, ROLLED_BACK, Kind.MESSAGES_FIRST),
                rollingBack("duringRollback", "DURING_ROLLBACK", 2),
                rollingBack("beforeDbRollback", "BEFORE_DB_ROLLBACK", 1, Kind.MESSAGES_FIRST),
                new Case(
                        "rollbackOnlyDuringRollback",
                        Trap.halt("DURING_ROLLBACK", VICTIM),
                        Work.commit(VICTIM, 3, Kind.ROLLBACK_ONLY),
                        ROLLED_BACK));
    }

    static Stream<Case> afterTheDecision() {
        return Stream.of(
                twoPhases("beforeDbCommit", "BEFORE_DB_COMMIT", 1, COMMITTED),
                twoPhases("commitEntered", "COMMIT_ENTERED", 1, COMMITTED),
                twoPhases("afterThirdEnd", "AFTER_END", 3, COMMITTED),
                twoPhases("afterAllEnds", "AFTER_ALL_ENDS", 1, COMMITTED),
                twoPhases("afterDone", "AFTER_DONE", 1, COMMITTED),
                twoPhases("messagesFirstAfterFirstEnd", "AFTER_END", 1, COMMITTED, Kind.MESSAGES_FIRST),
                twoPhases("messagesFirstAfterDone", "AFTER_DONE", 1, COMMITTED, Kind.MESSAGES_FIRST),
                twoPhases("messagesFirstBeforeDbCommit", "BEFORE_DB_COMMIT", 1, COMMITTED, Kind.MESSAGES_FIRST),
                twoPhases("orderedAfterSecondEnd", "AFTER_END", 2, COMMITTED, Kind.ORDERED),
                twoPhases("asyncAfterFirstEnd", "AFTER_END", 1, COMMITTED, Kind.ASYNC),
                twoPhases("twoConnectionsAfterFirstEnd", "AFTER_END", 1, COMMITTED, Kind.TWO_CONNECTIONS));
    }

    static Stream<Case> inOnePhase() {
        return Stream.of(
                onePhase("onePhaseBetweenSends", "BETWEEN_SENDS", 3, ROLLED_BACK),
                onePhase("onePhaseCommitEntered", "COMMIT_ENTERED", 3, ROLLED_BACK),
                onePhase("onePhaseAfterFirstEnd", "AFTER_END", 3, COMMITTED),
                onePhase("onePhaseAfterAllEnds", "AFTER_ALL_ENDS", 3, COMMITTED),
                onePhase("onePhaseAfterDone", "AFTER_DONE", 3, COMMITTED),
                onePhase("oneMessageCommitEntered", "COMMIT_ENTERED", 1, ROLLED_BACK),
                onePhase("oneMessageAfterEnd", "AFTER_END", 1, COMMITTED),
                rollingBack("onePhaseDuringRollback", "DURING_ROLLBACK", 1, Kind.ONE_PHASE));
    }

    @Tag("core")
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void core(Case one) throws Exception {
        dieAndRecover(one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void beforeTheDecision(Case one) throws Exception {
        dieAndRecover(one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void afterTheDecision(Case one) throws Exception {
        dieAndRecover(one);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void inOnePhase(Case one) throws Exception {
        dieAndRecover(one);
    }

    private void dieAndRecover(Case one) throws Exception {
        try (Crash crash = new Crash(one.name(), server)) {
            crash.die(one.trap(), Work.commit(1, 2), Work.rollBack(2, 2), one.victim());

            Verdict verdict = crash.recover(committed(one), Work.commit(11, 2), Work.rollBack(12, 1));

            assertThat(verdict).isEqualTo(Verdict.GOOD);
            if (one.victim().is(Kind.ORDERED)) {
                assertOrder(crash);
            }
        }
    }

    private static Set<Integer> committed(Case one) {
        Set<Integer> committed = new TreeSet<>(List.of(1, 11));
        if (one.committed()) {
            committed.add(VICTIM);
        }
        return committed;
    }

    private static void assertOrder(Crash crash) {
        List<String> seen = new ArrayList<>(crash.bodies());
        seen.removeIf(body -> !body.startsWith(VICTIM + "."));
        assertThat(seen).isSorted();
    }

    @Test
    @Tag("core")
    void itDiesAgainBeforeItHasRecovered() throws Exception {
        try (Crash crash = new Crash("severalBranchesLeft", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, 4));
            crash.die(Trap.halt("AFTER_DB_COMMIT", 4), Work.commit(4, 3));
            crash.die(Trap.halt("AFTER_PREPARE_FORCE", 5), Work.commit(5, 3));
            crash.die(Trap.halt("AFTER_END", 6), Work.commit(6, 3, Kind.ONE_PHASE));

            assertThat(crash.recover(Set.of(1, VICTIM, 4, 6, 11), Work.commit(11, 2)))
                    .isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void itDiesAgainWhileItReadsItsLog() throws Exception {
        try (Crash crash = new Crash("duringReplay", server)) {
            crash.die(Trap.halt("AFTER_END", VICTIM), Work.commit(1, 2), Work.rollBack(2, 2), Work.commit(VICTIM, 4));
            crash.dieAtStart(Trap.halt("DURING_REPLAY", 0));

            assertThat(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void itDiesAgainWhileItCommitsWhatItRecovered() throws Exception {
        try (Crash crash = new Crash("duringRecovery", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, 4));
            crash.dieInRecovery(Trap.halt("AFTER_END", 0).at(2));

            assertThat(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void itDiesWhileATransactionIsSuspendedForAnotherOne() throws Exception {
        try (Crash crash = new Crash("suspended", server)) {
            crash.die(
                    Trap.halt("BEFORE_END_OF_TRANSACTION", VICTIM).at(2),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, 2, Kind.SUSPENDED));
            crash.alsoRan(Work.commit(VICTIM + 1, 1));

            assertThat(crash.recover(Set.of(1, VICTIM + 1, 11), Work.commit(11, 2)))
                    .isEqualTo(Verdict.GOOD);
        }
    }
}
