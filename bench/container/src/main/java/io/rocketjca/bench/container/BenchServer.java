package io.rocketjca.bench.container;

import io.rocketjca.itests.fixture.EmbeddedServerConfig;
import io.rocketjca.itests.fixture.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.glassfish.embeddable.BootstrapProperties;
import org.glassfish.embeddable.CommandResult;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** An embedded server, set up by the commands of an administrator; both adapters get the same pool. */
final class BenchServer {

    private final GlassFish server;
    private final Path home;
    private final int httpPort;

    private BenchServer(GlassFish server, Path home, int httpPort) {
        this.server = server;
        this.home = home;
        this.httpPort = httpPort;
    }

    static BenchServer start(Path home) throws IOException, GlassFishException {
        int port = FreePort.find();
        Path config = home.resolve("domain.xml");
        EmbeddedServerConfig.write(config, port);
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(config.toUri().toString());
        GlassFish server = GlassFishRuntime.bootstrap(new BootstrapProperties()).newGlassFish(properties);
        server.start();
        return new BenchServer(server, home, port);
    }

    void installAdapter(Path archive, String nameServers) throws GlassFishException {
        asadmin("set", "configs.config.server-config.connector-service.class-loading-policy=global");
        asadmin(
                "create-resource-adapter-config",
                "--property",
                "nameServers=" + nameServers.replace(":", "\\:"),
                "rocketjca");
        asadmin("deploy", "--name", "rocketjca", archive.toString());
        createFactory("rocketjca", "io.rocketjca.RocketMQConnectionFactory", "rocketmq/ConnectionFactory");
    }

    /** An adapter without libraries or configuration is an archive with one jar in it. */
    void installControl(Path jar) throws GlassFishException, IOException {
        Path archive = home.resolve("control.rar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("control.jar"));
            Files.copy(jar, zip);
            zip.closeEntry();
        }
        asadmin("deploy", "--name", "control", archive.toString());
        createFactory("control", "io.rocketjca.bench.control.ControlConnectionFactory", "bench/control");
    }

    /** Returns the application's address. */
    String deployApplication(Path archive) throws GlassFishException {
        asadmin("deploy", "--name", "bench", "--contextroot", "bench", archive.toString());
        return "http://127.0.0.1:" + httpPort + "/bench/";
    }

    private void createFactory(String adapter, String type, String jndiName) throws GlassFishException {
        String pool = jndiName + "/pool";
        asadmin(
                "create-connector-connection-pool",
                "--raname",
                adapter,
                "--connectiondefinition",
                type,
                "--transactionsupport",
                "NoTransaction",
                "--steadypoolsize",
                "1",
                "--maxpoolsize",
                "16",
                pool);
        asadmin("create-connector-resource", "--poolname", pool, jndiName);
    }

    private void asadmin(String command, String... arguments) throws GlassFishException {
        CommandResult result = server.getCommandRunner().run(command, arguments);
        if (result.getExitStatus() != CommandResult.ExitStatus.SUCCESS) {
            throw new GlassFishException(
                    "asadmin " + command + " " + Arrays.toString(arguments) + " failed: " + result.getOutput(),
                    result.getFailureCause());
        }
    }
}
