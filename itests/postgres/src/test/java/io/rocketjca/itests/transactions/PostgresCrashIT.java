package io.rocketjca.itests.transactions;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.fixture.RocketMQVersion;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same with PostgreSQL. */
@ExtendWith(PostgresServer.class)
@RocketMQServer(
        value = RocketMQVersion.PREVIOUS,
        exclusive = true,
        config = {"transactionTimeOut=2000", "transactionCheckInterval=1000", "transactionCheckMax=1000"})
class PostgresCrashIT extends JvmCrashIT {

    PostgresCrashIT(RocketMQ server) {
        super(server);
    }
}
