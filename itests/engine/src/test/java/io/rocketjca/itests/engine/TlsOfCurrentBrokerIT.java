package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQVersion;

class TlsOfCurrentBrokerIT extends TlsContract {

    TlsOfCurrentBrokerIT() {
        super(RocketMQVersion.CURRENT);
    }
}
