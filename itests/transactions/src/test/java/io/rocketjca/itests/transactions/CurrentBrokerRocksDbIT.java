package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;

/** The newest, with half messages in its other store, RocksDB. */
@RocketMQServer(
        value = RocketMQVersion.CURRENT,
        exclusive = true,
        config = {
            "transactionTimeOut=2000",
            "transactionCheckInterval=1000",
            "transactionCheckMax=1000",
            "transRocksDBEnable=true",
            "transWriteOriginTransHalfEnable=false"
        })
class CurrentBrokerRocksDbIT extends OtherBrokersContract {

    CurrentBrokerRocksDbIT(RocketMQ server) {
        super(server, "OnRocksDb");
    }
}
