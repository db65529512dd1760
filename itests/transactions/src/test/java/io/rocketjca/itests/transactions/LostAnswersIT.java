package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.BrokerProxy;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.transactions.Work.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker does what it is asked to do, but its answer comes late or never. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {
            "transactionTimeOut=2000",
            "transactionCheckInterval=1000",
            "transactionCheckMax=1000",
            "brokerIP1=127.0.0.2",
            "bindAddress=127.0.0.1"
        })
class LostAnswersIT {

    private static final int VICTIM = 3;
    private static final int MESSAGES = 4;
    private static final int END_TRANSACTION = 37;
    private static final int SYSTEM_BUSY = 2;
    private static final int SEND_MESSAGE_V2 = 310;
    private static final String BEFORE_END = "BEFORE_END_OF_TRANSACTION";

    private final RocketMQ server;
    private BrokerProxy proxy;

    LostAnswersIT(RocketMQ server) {
        this.server = server;
    }

    @BeforeEach
    void standBetween() {
        proxy = BrokerProxy.before(server);
    }

    @AfterEach
    void stepAside() {
        if (proxy != null) {
            proxy.close();
        }
    }

    private static ApplicationProcess runTo(Crash crash, String point, Work third)
            throws IOException, InterruptedException {
        ApplicationProcess application = crash.start(
                List.of(Trap.pause(point, VICTIM)), Work.commit(1, 2), Work.rollBack(2, 2), third, Work.commit(4, 1));
        application.await("reached " + point);
        return application;
    }

    private void commitsAfterAll(String name, Work third, int lostAnswers) throws Exception {
        try (Crash crash = new Crash(name, server)) {
            ApplicationProcess application = runTo(crash, BEFORE_END, third);
            int before = proxy.keptBack();
            for (int i = 0; i < lostAnswers; i++) {
                proxy.dropAnswer(END_TRANSACTION);
            }
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            application.await("finished");

            assertThat(crash.settle(application, Set.of(1, VICTIM, 4))).isEqualTo(Verdict.GOOD);
            assertThat(proxy.keptBack() - before).isEqualTo(lostAnswers);
        }
    }

    @Test
    void theAnswerToACommitIsLost() throws Exception {
        commitsAfterAll("commitAnswerLost", Work.commit(VICTIM, MESSAGES), 1);
    }

    @Test
    void theAnswersToAllCommitsAreLost() throws Exception {
        commitsAfterAll("allCommitAnswersLost", Work.commit(VICTIM, MESSAGES), MESSAGES);
    }

    @Test
    void theAnswerToTheOnlyCommitInOnePhaseIsLost() throws Exception {
        commitsAfterAll("onePhaseCommitAnswerLost", Work.commit(VICTIM, 1, Kind.ONE_PHASE), 1);
    }

    @Test
    void theAnswerToAnOrderedCommitIsLost() throws Exception {
        commitsAfterAll("orderedCommitAnswerLost", Work.commit(VICTIM, MESSAGES, Kind.ORDERED), 1);
    }

    @Test
    void theAnswerToACommitComesAfterTheCallerHasGone() throws Exception {
        try (Crash crash = new Crash("commitAnswerLate", server)) {
            ApplicationProcess application = runTo(crash, BEFORE_END, Work.commit(VICTIM, MESSAGES));
            int before = proxy.keptBack();
            proxy.delayAnswer(END_TRANSACTION, Duration.ofSeconds(5));
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            application.await("finished");

            assertThat(crash.settle(application, Set.of(1, VICTIM, 4))).isEqualTo(Verdict.GOOD);
            assertThat(proxy.keptBack() - before).isEqualTo(1);
        }
    }

    @Test
    void theAnswerToACommitIsLostAndTheApplicationDies() throws Exception {
        try (Crash crash = new Crash("commitAnswerLostAndKilled", server)) {
            Trap death = Trap.halt("AFTER_COMMIT_FORCE", VICTIM);
            ApplicationProcess application = crash.start(
                    List.of(Trap.pause(BEFORE_END, VICTIM), death),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            application.await("reached " + BEFORE_END);
            proxy.dropAnswer(END_TRANSACTION);
            application.tell("go");
            Crash.awaitDeath(application, death);

            assertThat(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theBrokerChecksBackBeforeItHasAnsweredTheSender() throws Exception {
        try (Crash crash = new Crash("halfAnswerLate", server)) {
            ApplicationProcess application = runTo(crash, "BETWEEN_SENDS", Work.commit(VICTIM, MESSAGES));
            int before = proxy.keptBack();
            long asked = crash.checkedBack();
            proxy.delayAnswer(SEND_MESSAGE_V2, Duration.ofSeconds(8));
            application.tell("go");
            application.await("work 3 ");
            application.await("finished");

            assertThat(crash.checkedBack() - asked).isPositive();
            assertThat(crash.settle(application, crash.committed())).isEqualTo(Verdict.GOOD);
            assertThat(proxy.keptBack() - before).isEqualTo(1);
        }
    }

    @Test
    void theAnswerToASenderIsLost() throws Exception {
        try (Crash crash = new Crash("halfAnswerLost", server)) {
            ApplicationProcess application = runTo(crash, "BETWEEN_SENDS", Work.commit(VICTIM, MESSAGES));
            int before = proxy.keptBack();
            proxy.dropAnswer(SEND_MESSAGE_V2);
            application.tell("go");
            application.await("work 3 ");
            application.await("finished");

            assertThat(crash.settle(application, crash.committed())).isEqualTo(Verdict.GOOD);
            assertThat(proxy.keptBack() - before).isEqualTo(1);
        }
    }

    @Test
    void theBrokerIsTooBusyForAllCommits() throws Exception {
        try (Crash crash = new Crash("busyAtCommit", server)) {
            ApplicationProcess application = runTo(crash, BEFORE_END, Work.commit(VICTIM, MESSAGES));
            int before = proxy.keptBack();
            for (int i = 0; i < 2 * MESSAGES; i++) {
                proxy.refuse(END_TRANSACTION, SYSTEM_BUSY);
            }
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            application.await("finished");

            assertThat(crash.settle(application, Set.of(1, VICTIM, 4))).isEqualTo(Verdict.GOOD);
            assertThat(proxy.keptBack() - before).isEqualTo(2 * MESSAGES);
        }
    }

    /** What the setting recommitWhenUnsure promises: more than once rather than not at all. */
    @Test
    void theBrokerDoesNotLetUsAskAfterACrashBetweenTheCommits() throws Exception {
        try (Crash crash = new Crash("queriesDeniedControl", server)) {
            proxy.denyQueries();
            crash.die(
                    Trap.halt("AFTER_ALL_ENDS", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));

            Verdict verdict = crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2));

            assertThat(verdict).isEqualTo(new Verdict(0, 0, verdict.duplicate(), 0));
            assertThat(verdict.duplicate()).isGreaterThanOrEqualTo(MESSAGES);
        }
    }

    @Test
    void withoutAskingTheBrokerBeforeACommitIsRepeatedTheLaboratorySeesDuplicates() throws Exception {
        try (Crash crash = new Crash("control", server)) {
            proxy.hideMessages(crash.topic());
            crash.die(
                    Trap.halt("AFTER_ALL_ENDS", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));

            Verdict verdict = crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2));

            assertThat(verdict.duplicate()).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.ghost()).isZero();
        }
    }
}
