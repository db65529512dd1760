package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

/** The newest, with its own settings but for the pace of its questions: it keeps a core busy after the first transaction. */
@RocketMQServer(
        value = RocketMQVersion.CURRENT,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class CurrentBrokerCrashIT extends OtherBrokersContract {

    CurrentBrokerCrashIT(RocketMQ server) {
        super(server, "On55");
    }
}
