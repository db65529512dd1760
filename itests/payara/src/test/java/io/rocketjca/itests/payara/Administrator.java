package io.rocketjca.itests.payara;

import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.CommandResult.ExitStatus;
import org.glassfish.embeddable.CommandRunner;
import org.glassfish.internal.api.Globals;

/** Gives the embedded server the commands that an administrator gives with {@code asadmin}. */
final class Administrator {

    private final CommandRunner asadmin = Globals.getDefaultBaseServiceLocator().getService(CommandRunner.class);

    /** Makes a pool of the deployed adapter, outside of transactions, and binds its connection factory. */
    void createConnectionFactory(String jndiName, String... properties) {
        createConnectionFactory(TransactionSupportLevel.NoTransaction, jndiName, properties);
    }

    /** Makes a pool of the deployed adapter and binds its connection factory. */
    void createConnectionFactory(TransactionSupportLevel level, String jndiName, String... properties) {
        String pool = jndiName + "/pool";
        run(
                "create-connector-connection-pool",
                "--raname=rocketjca",
                "--connectiondefinition=io.rocketjca.RocketMQConnectionFactory",
                "--transactionsupport=" + level,
                "--steadypoolsize=0",
                "--maxpoolsize=8",
                "--property=" + String.join(":", properties),
                pool);
        run("create-connector-resource", "--poolname=" + pool, jndiName);
    }

    /** Makes a pool of connections to an H2 database that take part in distributed transactions, and binds its data source. */
    void createDataSource(String jndiName, String url) {
        String pool = jndiName + "/pool";
        run(
                "create-jdbc-connection-pool",
                "--restype=javax.sql.XADataSource",
                "--datasourceclassname=org.h2.jdbcx.JdbcDataSource",
                "--property=user=sa:password=sa:url=" + url.replace(":", "\\:").replace("=", "\\="),
                pool);
        run("create-jdbc-resource", "--connectionpoolid=" + pool, jndiName);
    }

    void deleteDataSource(String jndiName) {
        run("delete-jdbc-resource", jndiName);
        run("delete-jdbc-connection-pool", jndiName + "/pool");
    }

    void pingPool(String jndiName) {
        run("ping-connection-pool", jndiName + "/pool");
    }

    /** Configures the adapter and deploys it, after it was taken away. */
    void redeployAdapter(String nameServers) {
        run("create-resource-adapter-config", "--property=nameServers=" + nameServers.replace(":", "\\:"), "rocketjca");
        run("deploy", "--name=rocketjca", Archives.ADAPTER.getAbsolutePath());
    }

    void deleteConnectionFactory(String jndiName) {
        run("delete-connector-resource", jndiName);
        run("delete-connector-connection-pool", jndiName + "/pool");
    }

    /** Takes the adapter away, and its configuration. */
    void undeployAdapter() {
        run("undeploy", "rocketjca");
        run("delete-resource-adapter-config", "rocketjca");
    }

    void redeployApplication() {
        run("deploy", "--name=itest", "--contextroot=itest", Archives.APPLICATION.getAbsolutePath());
    }

    void undeployApplication() {
        run("undeploy", "itest");
    }

    private void run(String command, String... parameters) {
        CommandResult result = asadmin.run(command, parameters);
        if (result.getExitStatus() != ExitStatus.SUCCESS) {
            List<String> line = new ArrayList<>(List.of(parameters));
            line.add(0, command);
            throw new AssertionError(String.join(" ", line) + ": " + result.getOutput(), result.getFailureCause());
        }
    }
}
