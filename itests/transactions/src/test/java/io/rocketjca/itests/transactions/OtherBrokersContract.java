package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.transactions.Work.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deaths that matter most, of the application and of the broker, with brokers of another kind than all other tests have. */
abstract class OtherBrokersContract {

    private static final int VICTIM = 3;
    private static final int MESSAGES = 4;
    private static final String BEFORE_END = "BEFORE_END_OF_TRANSACTION";

    private final RocketMQ server;
    private final String kind;

    /**
     * @param kind what the names of the scenarios end with
     */
    OtherBrokersContract(RocketMQ server, String kind) {
        this.server = server;
        this.kind = kind;
    }

    @AfterEach
    void bringTheBrokerBack() {
        if (!server.alive()) {
            server.restart();
        }
    }

    @Test
    void theApplicationDiesAfterTheDecision() throws Exception {
        try (Crash crash = new Crash("afterDbCommit" + kind, server)) {
            crash.die(
                    Trap.halt("AFTER_DB_COMMIT", VICTIM),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));

            assertThat(crash.recover(Set.of(1, VICTIM, 11), Work.commit(11, 2), Work.rollBack(12, 1)))
                    .isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void theBrokerIsDownWhenTheCommitComes() throws Exception {
        try (Crash crash = new Crash("brokerDownAtCommit" + kind, server)) {
            ApplicationProcess application = crash.start(
                    List.of(Trap.pause(BEFORE_END, VICTIM)),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            application.await("reached " + BEFORE_END);
            server.kill();
            application.tell("go");
            assertThat(application.await("work 3 ")).isEqualTo("committed");
            server.restart();
            application.await("finished");

            assertThat(crash.settle(application, Set.of(1, VICTIM))).isEqualTo(Verdict.GOOD);
        }
    }

    /** These write down sooner than 5.4 which half messages are over, so they need not ask. */
    @Test
    void theBrokerDiesRightAfterItHasConfirmedAll() throws Exception {
        try (Crash crash = new Crash("brokerKilledAfterEnds" + kind, server)) {
            ApplicationProcess application = crash.start(
                    List.of(),
                    Work.commit(1, 3),
                    Work.commit(2, 3, Kind.ASYNC),
                    Work.commit(3, 3, Kind.ONE_PHASE),
                    Work.rollBack(5, 3),
                    Work.commit(4, 3, Kind.ORDERED));
            application.await("finished");
            server.kill();
            server.restart();
            assertThat(crash.run(application, Work.commit(11, 2))).isEqualTo("committed");

            assertThat(crash.settle(application, Set.of(1, 2, 3, 4, 11))).isEqualTo(Verdict.GOOD);
        }
    }
}
