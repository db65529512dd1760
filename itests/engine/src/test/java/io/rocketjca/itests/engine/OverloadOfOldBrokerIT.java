package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

@RocketMQServer(
        value = RocketMQVersion.OLD,
        exclusive = true,
        config = {
            OverloadContract.ONE_THREAD,
            OverloadContract.NO_QUEUE,
            OverloadContract.WAIT_FOR_THE_DISK,
            OverloadContract.ONE_MILLISECOND
        })
class OverloadOfOldBrokerIT extends OverloadContract {

    OverloadOfOldBrokerIT(RocketMQ server) {
        super(server);
    }
}
