package io.rocketjca.samples.demo;

import io.rocketjca.itests.fixture.EmbeddedServerConfig;
import io.rocketjca.itests.fixture.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.glassfish.embeddable.BootstrapProperties;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** An application server inside this process, set up with the commands that an administrator would give to {@code asadmin}. */
final class PayaraServer implements AutoCloseable {

    private static final String ADAPTER = "rocketjca";
    private static final String POOL = "rocketmq/pool";
    private static final String DATABASE = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1;"
            + "INIT=CREATE TABLE IF NOT EXISTS orders(id VARCHAR(100) PRIMARY KEY)";

    private final GlassFish server;
    private final int httpPort;

    private PayaraServer(GlassFish server, int httpPort) {
        this.server = server;
        this.httpPort = httpPort;
    }

    static PayaraServer start(Path home) throws IOException, GlassFishException {
        int port = FreePort.find();
        Path config = Files.createDirectories(home).resolve("domain.xml");
        EmbeddedServerConfig.write(config, port);
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(config.toUri().toString());
        GlassFish server = GlassFishRuntime.bootstrap(new BootstrapProperties()).newGlassFish(properties);
        server.start();
        return new PayaraServer(server, port);
    }

    /** Deploys the adapter and creates its configuration, a pool and a connection factory. */
    void installAdapter(Path rar, String nameServers) throws GlassFishException {
        asadmin("set", "configs.config.server-config.connector-service.class-loading-policy=global");
        asadmin(
                "create-resource-adapter-config",
                "--property",
                "nameServers=" + nameServers.replace(":", "\\:"),
                ADAPTER);
        asadmin("deploy", "--name", ADAPTER, rar.toString());
        asadmin(
                "create-connector-connection-pool",
                "--raname",
                ADAPTER,
                "--connectiondefinition",
                "io.rocketjca.RocketMQConnectionFactory",
                "--transactionsupport",
                "XATransaction",
                "--steadypoolsize",
                "0",
                "--maxpoolsize",
                "16",
                POOL);
        asadmin("create-connector-resource", "--poolname", POOL, "rocketmq/ConnectionFactory");
        asadmin("ping-connection-pool", POOL);
    }

    /** Creates a database in memory with the table of orders, and its data source. */
    void installDatabase() throws GlassFishException {
        asadmin(
                "create-jdbc-connection-pool",
                "--restype",
                "javax.sql.XADataSource",
                "--datasourceclassname",
                "org.h2.jdbcx.JdbcDataSource",
                "--property",
                "user=sa:password=sa:url=" + DATABASE.replace(":", "\\:").replace("=", "\\="),
                "orders-pool");
        asadmin("create-jdbc-resource", "--connectionpoolid", "orders-pool", "jdbc/orders");
    }

    /** Deploys an application and returns its address. */
    String deployApplication(Path war, String name) throws GlassFishException {
        asadmin("deploy", "--name", name, "--contextroot", name, war.toString());
        return "http://127.0.0.1:" + httpPort + "/" + name + "/";
    }

    private void asadmin(String command, String... arguments) throws GlassFishException {
        CommandResult result = server.getCommandRunner().run(command, arguments);
        if (result.getExitStatus() != CommandResult.ExitStatus.SUCCESS) {
            throw new GlassFishException(
                    "asadmin " + command + " " + Arrays.toString(arguments) + " failed: " + result.getOutput(),
                    result.getFailureCause());
        }
    }

    @Override
    public void close() throws GlassFishException {
        server.dispose();
    }
}
