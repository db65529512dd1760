package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQVersion;

class FailoverOnCurrentBrokersIT extends FailoverContract {

    FailoverOnCurrentBrokersIT() {
        super(RocketMQVersion.CURRENT);
    }
}
