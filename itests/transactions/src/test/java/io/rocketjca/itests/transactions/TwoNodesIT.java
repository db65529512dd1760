package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two processes with the same configuration: they would take each other's branches for their own. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class TwoNodesIT {

    private static final String BEFORE_END = "BEFORE_END_OF_TRANSACTION";

    private final RocketMQ server;

    TwoNodesIT(RocketMQ server) {
        this.server = server;
    }

    @Test
    void theSecondOneWithTheSameLogRefusesTransactionsAndLeavesTheFirstAlone() throws Exception {
        try (Crash crash = new Crash("sameLog", server)) {
            ApplicationProcess first =
                    crash.start(List.of(Trap.pause(BEFORE_END, 3)), Work.commit(1, 2), Work.commit(3, 2));
            first.await("reached " + BEFORE_END);
            ApplicationProcess second = crash.startBeside(Work.commit(4, 1));
            assertThat(second.await("work 4 ")).contains("TransactionStateException");
            second.close();
            first.tell("go");
            first.await("finished");

            assertThat(crash.settle(first, Set.of(1, 3))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void oneThatIsAskedForWhatAnotherOneSentSaysNothing() throws Exception {
        try (Crash crash = new Crash("sameGroup", server)) {
            ApplicationProcess first =
                    crash.start(List.of(Trap.pause(BEFORE_END, 3)), Work.commit(1, 2), Work.commit(3, 4));
            first.await("reached " + BEFORE_END);
            try (Crash other = new Crash("sameGroup", server)) {
                ApplicationProcess second = other.start(List.of(), Work.commit(21, 1));
                second.await("finished");
                RocketMQ.patiently().until(() -> crash.checkedBack(3) >= 4 * 4);
                first.tell("go");
                first.await("finished");
                crash.alsoRan(Work.commit(21, 1));

                assertThat(crash.settle(first, Set.of(1, 3), Set.of(21))).isEqualTo(Verdict.GOOD);
            }
        }
    }
}
