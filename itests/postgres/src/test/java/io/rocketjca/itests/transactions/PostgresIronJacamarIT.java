package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with PostgreSQL. */
@ExtendWith(PostgresServer.class)
@RocketMQServer(RocketMQVersion.PREVIOUS)
class PostgresIronJacamarIT extends IronJacamarIT {

    PostgresIronJacamarIT(RocketMQ server) {
        super(server);
    }
}
