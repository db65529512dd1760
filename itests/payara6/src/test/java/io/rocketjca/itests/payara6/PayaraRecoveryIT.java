package io.rocketjca.itests.payara6;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.fixture.RocketMQServer;
import io.rocketjca.itests.server.FullServer;
import io.rocketjca.itests.server.OrdersDatabase;
import io.rocketjca.itests.server.TransactionContract;
import java.io.IOException;
import java.time.Duration;

/** Transactions of a full Payara Server that dies. */
@RocketMQServer
class PayaraRecoveryIT extends TransactionContract {

    /** It recovers while it starts. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private PayaraDomain domain;

    PayaraRecoveryIT(RocketMQ server) {
        super(server, "payara6-recovery", RECOVERY);
    }

    @Override
    protected FullServer start() throws IOException, InterruptedException {
        domain = PayaraDomain.start("database.jar");
        return domain;
    }

    @Override
    protected void setUp(OrdersDatabase database, String nameServers) throws IOException, InterruptedException {
        domain.setUp(nameServers);
        domain.asadmin(
                "application",
                "asadmin create-connector-resource --poolname rocketmq/pool rocketmq/xa/0\n"
                        + dataSource(database)
                        + "asadmin deploy --name itest --contextroot itest itest.war\n");
    }

    @Override
    protected void undo() throws IOException, InterruptedException {
        domain.asadmin(
                "application-remove", "asadmin undeploy itest\nasadmin delete-connector-resource rocketmq/xa/0\n");
        domain.remove();
    }

    /** The commands that make a pool of the database's connections and bind its data source. */
    private static String dataSource(OrdersDatabase database) {
        String properties = String.join(
                ":",
                "url=" + escaped(database.url()),
                "user=" + OrdersDatabase.USER,
                "password=" + OrdersDatabase.PASSWORD,
                "haltFile=" + escaped(database.haltFile().toString()));
        return "asadmin create-jdbc-connection-pool --restype javax.sql.XADataSource --datasourceclassname "
                + OrdersDatabase.DATA_SOURCE + " --property '" + properties + "' orders-pool\n"
                + "asadmin create-jdbc-resource --connectionpoolid orders-pool jdbc/itest\n";
    }

    private static String escaped(String value) {
        return value.replace(":", "\\:").replace("=", "\\=");
    }

    @Override
    protected String warning() {
        return "recovery seems not to be set up on this server. Run: asadmin set"
                + " configs.config.server-config.transaction-service.automatic-recovery=true";
    }
}
