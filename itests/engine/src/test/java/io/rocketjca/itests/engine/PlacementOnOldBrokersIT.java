package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.RocketMQVersion;

class PlacementOnOldBrokersIT extends PlacementContract {

    PlacementOnOldBrokersIT() {
        super(RocketMQVersion.OLD);
    }
}
