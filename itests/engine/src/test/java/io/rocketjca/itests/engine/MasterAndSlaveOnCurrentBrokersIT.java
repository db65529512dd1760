package io.rocketjca.itests.engine;

import io.rocketjca.SendStatus;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.Map;

class MasterAndSlaveOnCurrentBrokersIT extends MasterAndSlaveContract {

    MasterAndSlaveOnCurrentBrokersIT() {
        super(RocketMQVersion.CURRENT, SendStatus.FLUSH_SLAVE_TIMEOUT);
    }

    /** It learns its master's address from the name server, and would forget one that it is given. */
    @Override
    Map<String, String> slave(int masterHaPort) {
        return Map.of("brokerRole", "SLAVE", "brokerId", "1");
    }
}
