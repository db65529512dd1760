package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(value = RocketMQVersion.OLD, exclusive = true, config = MessageTraceContract.TRACED)
class MessageTraceOnOldBrokerIT extends MessageTraceContract {

    MessageTraceOnOldBrokerIT(RocketMQ server) {
        super(server);
    }
}
