package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.fixture.SendFault;
import io.rocketjca.itests.transactions.Work.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker dies around the end of transactions, alone or with the application, and comes back with what it had on disk. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class BrokerCrashIT {

    private static final int VICTIM = 3;
    private static final int MESSAGES = 4;
    private static final String BEFORE_END = "BEFORE_END_OF_TRANSACTION";

    private final RocketMQ server;

    BrokerCrashIT(RocketMQ server) {
        this.server = server;
    }

    @AfterEach
    void bringTheBrokerBack() {
        if (!server.alive()) {
            server.restart();
        }
    }

    /** Runs the application up to a point of its third transaction. */
    private static ApplicationProcess runTo(Crash crash, Trap trap, Work third)
            throws IOException, InterruptedException {
        ApplicationProcess application = crash.start(List.of(trap), Work.commit(1, 2), Work.rollBack(2, 2), third);
        application.await("reached " + trap.point());
        return application;
    }

    /** Waits for the end of its work, lets it do some more, and waits until nothing is in doubt. */
    private static Verdict settle(Crash crash, ApplicationProcess application, Set<Integer> committed)
            throws IOException, InterruptedException {
        application.await("finished");
        assertThat(crash.run(application, Work.commit(4, 2))).isEqualTo("committed");
        return crash.settle(application, committed);
    }

    private void restart() {
        server.kill();
        server.restart();
    }

    private static void assertGood(Verdict verdict) {
        assertThat(verdict).isEqualTo(Verdict.GOOD);
    }

    @Test
    @Tag("core")
    void itIsDownWhenTheCommitComes() throws Exception {
        try (Crash crash = new Crash("brokerDownAtCommit", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause(BEFORE_END, VICTIM), Work.commit(VICTIM, MESSAGES));
            server.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            server.restart();

            assertGood(settle(crash, application, Set.of(1, VICTIM, 4)));
        }
    }

    @Test
    void itIsDownWhenTheCommitComesAndTheApplicationDiesAfterTheDecision() throws Exception {
        try (Crash crash = new Crash("bothKilled", server)) {
            Trap death = Trap.halt("AFTER_COMMIT_FORCE", VICTIM);
            ApplicationProcess application = crash.start(
                    List.of(Trap.pause(BEFORE_END, VICTIM), death),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            application.await("reached " + BEFORE_END);
            server.kill();
            application.tell("go");
            Crash.awaitDeath(application, death);
            server.restart();

            assertGood(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1)));
        }
    }

    @Test
    void itIsStillDownWhenTheApplicationIsBack() throws Exception {
        try (Crash crash = new Crash("brokerDownAtRecovery", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            server.kill();
            ApplicationProcess application = crash.start(List.of());
            application.await("finished");
            application.ask("recover", "in_doubt ");
            server.restart();

            assertGood(crash.settle(application, Set.of(1, VICTIM)));
        }
    }

    @Test
    void itForgetsInTheFirstSecondsThatTransactionsHaveEnded() throws Exception {
        try (Crash crash = new Crash("operationsForgotten", server)) {
            ApplicationProcess application = crash.start(List.of(), manyWorks());
            application.await("finished");
            server.kill();
            server.restart();
            long before = crash.checkedBack();
            RocketMQ.patiently().until(() -> crash.checkedBack() > before);

            assertGood(crash.settle(application, Set.of(1, 2, 3, 4, 5, 6)));
        }
    }

    @Test
    void itForgetsThatTransactionsHaveEndedAndSoDoesTheApplication() throws Exception {
        try (Crash crash = new Crash("operationsForgottenByBoth", server)) {
            ApplicationProcess application = crash.start(List.of(), manyWorks());
            application.await("finished");
            server.kill();
            application.close();
            server.restart();
            // an adapter without branches in its log does not look for brokers by itself
            ApplicationProcess next = crash.start(List.of(), Work.commit(11, 2));
            next.await("finished");
            long before = crash.checkedBack();
            RocketMQ.patiently().until(() -> crash.checkedBack() > before);

            assertGood(crash.settle(next, Set.of(1, 2, 3, 4, 5, 6, 11)));
        }
    }

    private static Work[] manyWorks() {
        return new Work[] {
            Work.commit(1, 3),
            Work.commit(2, 3, Kind.ASYNC),
            Work.commit(3, 3, Kind.ONE_PHASE),
            Work.rollBack(7, 3),
            Work.commit(4, 3, Kind.ORDERED),
            Work.commit(5, 3, Kind.TWO_CONNECTIONS),
            Work.rollBack(8, 2, Kind.ONE_PHASE),
            Work.commit(6, 3, Kind.MESSAGES_FIRST)
        };
    }

    @Test
    void itDiesBetweenTwoCommits() throws Exception {
        try (Crash crash = new Crash("brokerKilledBetweenEnds", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause("AFTER_END", VICTIM), Work.commit(VICTIM, MESSAGES, Kind.ORDERED));
            server.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            server.restart();

            assertGood(settle(crash, application, Set.of(1, VICTIM, 4)));
            assertThat(crash.bodies().stream().filter(body -> body.startsWith("3.")))
                    .isSorted();
        }
    }

    @Test
    void itRestartsBetweenPrepareAndRecovery() throws Exception {
        try (Crash crash = new Crash("brokerRestartedBeforeRecovery", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            restart();

            assertGood(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1)));
        }
    }

    @Test
    void itRestartsBeforeTheCommit() throws Exception {
        try (Crash crash = new Crash("brokerRestartedBeforeCommit", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause(BEFORE_END, VICTIM), Work.commit(VICTIM, MESSAGES));
            restart();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");

            assertGood(settle(crash, application, Set.of(1, VICTIM, 4)));
        }
    }

    @Test
    void itIsDownWhenTheRollbackComes() throws Exception {
        try (Crash crash = new Crash("brokerDownAtRollback", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause(BEFORE_END, VICTIM), Work.rollBack(VICTIM, MESSAGES));
            server.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("rolled back");
            server.restart();

            assertGood(settle(crash, application, Set.of(1, 4)));
        }
    }

    @Test
    void itDiesWhileMessagesAreSent() throws Exception {
        try (Crash crash = new Crash("brokerKilledBetweenSends", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause("BETWEEN_SENDS", VICTIM).at(2), Work.commit(VICTIM, MESSAGES));
            server.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).startsWith("failed");
            server.restart();

            assertGood(settle(crash, application, Set.of(1, 4)));
        }
    }

    @Test
    @Tag("core")
    void itChecksBackDuringALongTransaction() throws Exception {
        try (Crash crash = new Crash("checkedBackBeforeCommit", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause(BEFORE_END, VICTIM), Work.commit(VICTIM, MESSAGES));
            RocketMQ.patiently().until(() -> crash.checkedBack(VICTIM) >= 3 * MESSAGES);
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");

            assertGood(settle(crash, application, Set.of(1, VICTIM, 4)));
        }
    }

    @Test
    void itChecksBackBeforeARollback() throws Exception {
        try (Crash crash = new Crash("checkedBackBeforeRollback", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause(BEFORE_END, VICTIM), Work.rollBack(VICTIM, MESSAGES));
            RocketMQ.patiently().until(() -> crash.checkedBack(VICTIM) >= 3 * MESSAGES);
            application.tell("go");

            assertGood(settle(crash, application, Set.of(1, 4)));
        }
    }

    @Test
    void itChecksBackWhileNobodyIsThere() throws Exception {
        try (Crash crash = new Crash("checkedBackWhileDead", server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            RocketMQ.patiently().until(() -> crash.checkedBack(VICTIM) >= 3 * MESSAGES);

            assertGood(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1)));
        }
    }

    @Test
    void itChecksBackWhileNobodyIsThereThenRestarts() throws Exception {
        try (Crash crash = new Crash("checkedBackWhileDeadThenRestarted", server)) {
            crash.die(
                    Trap.halt("COMMIT_ENTERED", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            RocketMQ.patiently().until(() -> crash.checkedBack(VICTIM) >= 2 * MESSAGES);
            restart();

            assertGood(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1)));
        }
    }

    @Test
    void itRefusesAMessageWhoseSenderDoesNotWait() throws Exception {
        try (Crash crash = new Crash("asyncHalfRefused", server)) {
            ApplicationProcess application =
                    runTo(crash, Trap.pause("BETWEEN_SENDS", VICTIM), Work.commit(VICTIM, MESSAGES, Kind.ASYNC));
            server.inject(SendFault.refuse(13).times(1));
            application.tell("go");
            assertThat(application.await("work 3 ")).contains("RollbackException");
            server.inject(SendFault.none());

            assertGood(settle(crash, application, Set.of(1, 4)));
        }
    }
}
