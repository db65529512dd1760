package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(value = RocketMQVersion.OLD, exclusive = true, config = AddressingContract.AUTO_CREATE)
class AddressingOnOldBrokerIT extends AddressingContract {

    AddressingOnOldBrokerIT(RocketMQ server) {
        super(server);
    }
}
