package io.rocketjca.itests.payara;

import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;

/** The adapter with a pool for each level of transactions, a database, and the application. */
final class TransactionDeployments {

    private static final String DATA_SOURCE = "jdbc/itest";
    private static final List<String> FACTORIES = List.of(
            "rocketmq/ConnectionFactory", "rocketmq/xa/0", "rocketmq/xa/1", "rocketmq/local/0", "rocketmq/none/0");

    private TransactionDeployments() {}

    static void deploy(Deployer deployer) {
        deployer.deploy(Deployments.ADAPTER);
        Administrator administrator = new Administrator();
        for (String factory : FACTORIES) {
            administrator.createConnectionFactory(
                    level(factory), factory, "producerGroup=" + factory.replace('/', '-'));
        }
        administrator.createDataSource(DATA_SOURCE, OrdersDatabase.URL);
        deployer.deploy(Deployments.APPLICATION);
    }

    private static TransactionSupportLevel level(String factory) {
        if (factory.contains("/none/")) {
            return TransactionSupportLevel.NoTransaction;
        }
        return factory.contains("/local/")
                ? TransactionSupportLevel.LocalTransaction
                : TransactionSupportLevel.XATransaction;
    }

    /** What has to go before the adapter can. */
    static void deletePools() {
        Administrator administrator = new Administrator();
        FACTORIES.forEach(administrator::deleteConnectionFactory);
        administrator.deleteDataSource(DATA_SOURCE);
    }
}
