package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

/** A broker that keeps no index, so that it cannot be asked whether it has a message: nothing was committed before the deaths, so that a commit without asking does no harm. */
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {
            "transactionTimeOut=2000",
            "transactionCheckInterval=1000",
            "transactionCheckMax=1000",
            "messageIndexEnable=false"
        })
class NoIndexIT extends OtherBrokersContract {

    NoIndexIT(RocketMQ server) {
        super(server, "WithoutIndex");
    }
}
