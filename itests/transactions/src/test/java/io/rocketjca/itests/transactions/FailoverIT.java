package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQCluster;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The master dies for good after the vote; its slave, which has everything, becomes the master of that name. */
class FailoverIT {

    private static final int VICTIM = 3;
    private static final String BROKER = "broker-a";
    private static final String AFTER_VOTE = "AFTER_PREPARE_FORCE";
    private static final Map<String, String> CHECKS =
            Map.of("transactionTimeOut", "2000", "transactionCheckInterval", "1000", "transactionCheckMax", "1000");

    @Test
    void theMasterDiesForGoodAfterTheVoteAndItsSlaveTakesItsPlace() throws Exception {
        try (RocketMQCluster cluster = RocketMQCluster.start(RocketMQVersion.PREVIOUS)) {
            cluster.broker(
                    "master",
                    BROKER,
                    with(Map.of("brokerRole", "SYNC_MASTER", "inSyncReplicas", "2", "totalReplicas", "2")));
            try (Crash crash = new Crash("masterLostAfterVote", List.of(Cluster.of(cluster)))) {
                cluster.broker("slave", BROKER, with(Map.of("brokerId", "1", "brokerRole", "SLAVE")));
                ApplicationProcess application = crash.start(
                        List.of(Trap.pause(AFTER_VOTE, VICTIM)), Work.rollBack(2, 2), Work.commit(VICTIM, 4));
                application.await("reached " + AFTER_VOTE);
                cluster.kill("master");
                application.tell("go");
                assertThat(application.await("work 3 ")).isEqualTo("committed");

                cluster.kill("slave");
                cluster.broker("slave", BROKER, with(Map.of("brokerId", "0", "brokerRole", "ASYNC_MASTER")));
                application.await("finished");

                assertThat(crash.settle(application, Set.of(VICTIM))).isEqualTo(Verdict.GOOD);
            }
        }
    }

    private static Map<String, String> with(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(CHECKS);
        all.putAll(own);
        return all;
    }
}
