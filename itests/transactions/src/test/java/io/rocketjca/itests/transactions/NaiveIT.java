package io.rocketjca.itests.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("core")
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000"})
class NaiveIT {

    private final RocketMQ server;

    NaiveIT(RocketMQ server) {
        this.server = server;
    }

    @Test
    void itSeesLostMessages() throws Exception {
        try (Crash crash = new Crash("naive", server).with("naive")) {
            crash.die(
                    Trap.halt("AFTER_END", 3),
                    Work.commit(1, 2),
                    Work.rollBack(2, 2),
                    Work.commit(3, 3),
                    Work.commit(4, 1));

            Verdict verdict = crash.recover(Set.of(1, 3, 5), Work.commit(5, 1));

            assertThat(verdict).isEqualTo(new Verdict(2, 0, 0, 0));
        }
    }
}
