package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(value = RocketMQVersion.CURRENT, exclusive = true, config = MessageTraceContract.TRACED)
class MessageTraceOnCurrentBrokerIT extends MessageTraceContract {

    MessageTraceOnCurrentBrokerIT(RocketMQ server) {
        super(server);
    }
}
