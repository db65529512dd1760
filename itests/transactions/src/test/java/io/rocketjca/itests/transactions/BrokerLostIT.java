package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.HalfMessages;
import io.rocketjca.itests.fixture.OfficialClient;
import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of two masters dies after the vote and never comes back. */
class BrokerLostIT {

    private static final int VICTIM = 3;
    private static final int MESSAGES = 8;
    private static final String STAYS = "broker-a";
    private static final String GOES = "broker-b";
    private static final String BEFORE_END = "BEFORE_END_OF_TRANSACTION";

    private RocketMQCluster cluster;

    @BeforeEach
    void start() {
        var checked = HalfMessages.checkedAfter(Duration.ofSeconds(2), Crash.CHECK_INTERVAL);
        cluster = RocketMQCluster.start(RocketMQVersion.PREVIOUS)
                .broker(STAYS, STAYS, checked)
                .broker(GOES, GOES, checked);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void awaitBothMasters(String topic) {
        try (OfficialClient client = cluster.client()) {
            RocketMQ.patiently()
                    .ignoreExceptions()
                    .until(() -> client.route(topic).size() == 2);
        }
    }

    @Test
    void whatItHasIsGivenUpByAnOperatorAndNothingElseIsHeldUp() throws Exception {
        try (Crash crash = new Crash("brokerNeverBack", List.of(Cluster.of(cluster)))) {
            awaitBothMasters(crash.topic());
            ApplicationProcess application = crash.start(
                    List.of(Trap.pause(BEFORE_END, VICTIM)),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(VICTIM, MESSAGES));
            application.await("reached " + BEFORE_END);
            cluster.kill(GOES);
            application.tell("go");

            assertThat(application.await("work 3 ")).isEqualTo("committed");
            application.await("finished");
            assertThat(crash.run(application, Work.commit(4, 4))).isEqualTo("committed");
            assertInDoubt(application, "broker " + GOES + " does not confirm it");

            application.close();
            ApplicationProcess next = crash.start(List.of());
            next.await("finished");
            assertThat(crash.run(next, Work.commit(5, 4))).isEqualTo("committed");
            assertInDoubt(next, "broker " + GOES);
            // what the broker that lives has is asked for first
            RocketMQ.patiently().untilAsserted(() -> assertThat(next.ask("giveUp " + STAYS, "gave up "))
                    .contains("refused: Nothing was given up", "wait for the brokers " + GOES + ";"));
            int unseen = MESSAGES - seen(crash, VICTIM);
            assertThat(unseen).isBetween(1, MESSAGES - 1);
            assertThat(next.ask("giveUp " + GOES, "gave up "))
                    .contains(unseen + " messages to " + crash.topic() + " stay half messages at " + GOES);
            assertThat(next.ask("doubts", "doubts ")).startsWith("HEURISTIC_HAZARD " + MESSAGES + ":");
            assertThat(next.ask("forget", "forgot ")).isEqualTo("null");

            int goneWithTheBroker = 2 - seen(crash, 1);
            assertThat(crash.settle(next, Set.of(1, VICTIM, 4, 5)))
                    .isEqualTo(new Verdict(unseen + goneWithTheBroker, 0, 0, 0));
        }
    }

    private static int seen(Crash crash, int work) {
        return (int) crash.bodies().stream()
                .filter(body -> body.startsWith(work + "."))
                .distinct()
                .count();
    }

    private static void assertInDoubt(ApplicationProcess application, String reason) {
        RocketMQ.patiently().untilAsserted(() -> assertThat(application.ask("doubts", "doubts "))
                .startsWith("COMMITTING " + MESSAGES + ": committed, ")
                .contains(reason));
    }
}
