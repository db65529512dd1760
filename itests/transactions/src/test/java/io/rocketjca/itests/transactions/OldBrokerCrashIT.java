package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

/** The last of the 4.9 line, with its own settings but for the pace of its questions. */
@RocketMQServer(
        value = RocketMQVersion.OLD,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class OldBrokerCrashIT extends OtherBrokersContract {

    OldBrokerCrashIT(RocketMQ server) {
        super(server, "On49");
    }
}
