package io.rocketjca.itests.engine;

import io.rocketjca.SendStatus;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.util.Map;

class MasterAndSlaveOnOldBrokersIT extends MasterAndSlaveContract {

    MasterAndSlaveOnOldBrokersIT() {
        super(RocketMQVersion.OLD, SendStatus.SLAVE_NOT_AVAILABLE);
    }

    @Override
    Map<String, String> slave(int masterHaPort) {
        return Map.of("brokerRole", "SLAVE", "brokerId", "1", "haMasterAddress", "127.0.0.1:" + masterHaPort);
    }
}
