package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.transactions.Work.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker keeps no index, so nobody can ask whether it has a message; what happens then is a choice. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {
            "messageIndexEnable=false",
            "transactionTimeOut=2000",
            "transactionCheckInterval=1000",
            "transactionCheckMax=1000"
        })
class NoIndexCrashIT {

    private static final int VICTIM = 3;
    private static final int MESSAGES = 4;

    private final RocketMQ server;

    NoIndexCrashIT(RocketMQ server) {
        this.server = server;
    }

    @AfterEach
    void bringTheBrokerBack() {
        if (!server.alive()) {
            server.restart();
        }
    }

    private Crash crash(String name, boolean recommit) {
        return new Crash(name, server).with(Messaging.RECOMMIT, Boolean.toString(recommit));
    }

    /** Dies in the third of three transactions, and recovers. */
    private static Verdict dieAndRecover(Crash crash, String point) throws Exception {
        crash.die(
                Trap.halt(point, VICTIM),
                Work.commit(1, 2),
                Work.rollBack(2, 2),
                Work.commit(VICTIM, MESSAGES, Kind.ORDERED));
        return crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1));
    }

    private static long seenOfVictim(Crash crash) {
        return crash.bodies().stream()
                .filter(body -> body.startsWith(VICTIM + "."))
                .distinct()
                .count();
    }

    @Test
    void theApplicationDiesBetweenTwoCommitsAndCommitsAgain() throws Exception {
        try (Crash crash = crash("noIndexBetweenEnds", true)) {
            Verdict verdict = dieAndRecover(crash, "AFTER_END");

            assertThat(verdict).isEqualTo(new Verdict(0, 0, verdict.duplicate(), 0));
            assertThat(verdict.duplicate()).isBetween(1, MESSAGES);
        }
    }

    @Test
    void theApplicationDiesBetweenTwoCommitsAndDoesNotCommitAgain() throws Exception {
        try (Crash crash = crash("noIndexBetweenEndsOnce", false)) {
            Verdict verdict = dieAndRecover(crash, "AFTER_END");

            assertThat(verdict).isEqualTo(new Verdict(verdict.lost(), 0, 0, 0));
            assertThat(verdict.lost()).isEqualTo((int) (MESSAGES - seenOfVictim(crash)));
        }
    }

    @Test
    void theApplicationDiesAfterTheDecisionAndCommits() throws Exception {
        try (Crash crash = crash("noIndexAfterDbCommit", true)) {
            assertThat(dieAndRecover(crash, "AFTER_DB_COMMIT")).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theBrokerForgetsWhatItConfirmedAndIsToldAgain() throws Exception {
        try (Crash crash = crash("noIndexOperationsForgotten", true)) {
            Verdict verdict = forgetOperations(crash);

            assertThat(verdict).isEqualTo(new Verdict(0, 0, verdict.duplicate(), 0));
            assertThat(verdict.duplicate()).isBetween(1, 6);
        }
    }

    @Test
    void theBrokerForgetsWhatItConfirmedAndIsNotToldAgain() throws Exception {
        try (Crash crash = crash("noIndexOperationsForgottenOnce", false)) {
            assertThat(forgetOperations(crash)).isEqualTo(Verdict.GOOD);
        }
    }

    /** Kills the broker before it has written down what it confirmed. */
    private Verdict forgetOperations(Crash crash) throws Exception {
        ApplicationProcess application =
                crash.start(List.of(), Work.commit(1, 3), Work.commit(2, 3, Kind.ASYNC), Work.rollBack(3, 2));
        application.await("finished");
        server.kill();
        server.restart();
        long before = crash.checkedBack();
        RocketMQ.patiently().until(() -> crash.checkedBack() > before);
        return crash.settle(application, Set.of(1, 2));
    }
}
