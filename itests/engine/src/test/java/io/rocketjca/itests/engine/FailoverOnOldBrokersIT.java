package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQVersion;

class FailoverOnOldBrokersIT extends FailoverContract {

    FailoverOnOldBrokersIT() {
        super(RocketMQVersion.OLD);
    }
}
