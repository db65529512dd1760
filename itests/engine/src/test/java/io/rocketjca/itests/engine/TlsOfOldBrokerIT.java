package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQVersion;

class TlsOfOldBrokerIT extends TlsContract {

    TlsOfOldBrokerIT() {
        super(RocketMQVersion.OLD);
    }
}
