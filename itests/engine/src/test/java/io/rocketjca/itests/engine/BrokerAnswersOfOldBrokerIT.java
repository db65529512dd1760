package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(RocketMQVersion.OLD)
class BrokerAnswersOfOldBrokerIT extends BrokerAnswersContract {

    BrokerAnswersOfOldBrokerIT(RocketMQ server) {
        super(server);
    }
}
