package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.HalfMessages;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQVersion;
import io.rocketjca.itests.transactions.Work.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One transaction sends to two clusters. */
class TwoClustersIT {

    private static final int VICTIM = 3;
    private static final Map<String, String> CHECKED =
            HalfMessages.checkedAfter(Duration.ofSeconds(2), Crash.CHECK_INTERVAL);

    private static RocketMQ first;
    private static RocketMQ second;

    @BeforeAll
    static void start() {
        first = RocketMQ.start(RocketMQVersion.PREVIOUS, CHECKED);
        second = RocketMQ.start(RocketMQVersion.PREVIOUS, CHECKED);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void theApplicationDiesAfterTheFirstCommit() throws Exception {
        dieAndRecover("twoClustersAfterFirstEnd", Trap.halt("AFTER_END", VICTIM), Set.of(1, VICTIM, 11));
    }

    @Test
    void theApplicationDiesAfterThePrepare() throws Exception {
        dieAndRecover("twoClustersAfterPrepareForce", Trap.halt("AFTER_PREPARE_FORCE", VICTIM), Set.of(1, 11));
    }

    private static void dieAndRecover(String name, Trap trap, Set<Integer> committed) throws Exception {
        try (Crash crash = new Crash(name, first, second)) {
            crash.die(
                    trap,
                    Work.commit(1, 2, Kind.TWO_CLUSTERS),
                    Work.rollBack(2, 2, Kind.TWO_CLUSTERS),
                    Work.commit(VICTIM, 4, Kind.TWO_CLUSTERS));

            assertThat(crash.recover(committed, Work.commit(11, 2, Kind.TWO_CLUSTERS)))
                    .isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void oneOfThemIsDownWhenTheCommitComes() throws Exception {
        try (Crash crash = new Crash("oneClusterDownAtCommit", first, second)) {
            Trap pause = Trap.pause("BEFORE_END_OF_TRANSACTION", VICTIM);
            ApplicationProcess application = crash.start(
                    List.of(pause),
                    Work.commit(1, 2, Kind.TWO_CLUSTERS),
                    Work.rollBack(2, 2, Kind.TWO_CLUSTERS),
                    Work.commit(VICTIM, 4, Kind.TWO_CLUSTERS));
            application.await("reached " + pause.point());
            second.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            second.restart();
            application.await("finished");

            assertThat(crash.settle(application, Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }
}
