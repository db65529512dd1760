package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(RocketMQVersion.CURRENT)
class AutoBatchToCurrentBrokerIT extends AutoBatchContract {

    AutoBatchToCurrentBrokerIT(RocketMQ server) {
        super(server);
    }
}
