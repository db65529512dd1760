package io.rocketjca.itests.liberty;

import io.rocketjca.itests.fixture.RocketMQ;
import io.rocketjca.itests.server.DocumentedCommands;
import io.rocketjca.itests.server.FreePorts;
import io.rocketjca.itests.server.FullServer;
import io.rocketjca.itests.server.ServerShell;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An unzipped Open Liberty with servers of its own, on free ports, from its first start to its end. */
final class Liberty implements FullServer {

    private static final Path HOME = Path.of("target/server/wlp").toAbsolutePath();
    private static final DocumentedCommands PAGE = new DocumentedCommands("liberty.md", "localhost:9876");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(1);
    private static final String STARTED = "CWWKF0011I";
    private static final String NAME = "itest";

    private final int port;
    private final Path users;
    private final Path output;
    private final ServerShell shell;
    private Process process;

    private Liberty(int port) {
        this.port = port;
        this.users = Path.of("target", "liberty-" + port).toAbsolutePath();
        this.output = Path.of("target", "liberty-" + port + ".log").toAbsolutePath();
        this.shell = new ServerShell("", environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "WLP_USER_DIR", users.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "LIBERTY", HOME.toString());
    }

    /** A server that is not set up, and not started. */
    static Liberty create() throws IOException, InterruptedException {
        Liberty server = new Liberty(FreePorts.base(IntStream.of(0, 1)));
        server.shell.run("create", "\"$LIBERTY/bin/server\" create " + NAME);
        return server;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** One file for each start. */
    @Override
    public String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory().resolve("logs"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("messages"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private String console() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** Sets it up as documented, with more of its own, and starts it. */
    void setUp(String nameServers, String more) throws IOException, InterruptedException {
        shell.run(
                "deployments",
                "cp rocketjca.rar database.jar h2.jar " + directory() + "\ncp orders.war itest.war " + directory()
                        + "/apps/");
        Files.writeString(directory().resolve("server.xml"), PAGE.below("Set up", "xml", nameServers));
        Path overrides = Files.createDirectories(directory().resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve("itest.xml"), """
                <server>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                %s
                </server>
                """.formatted(port, more));
        startAgain();
    }

    Path directory() {
        return users.resolve("servers").resolve(NAME);
    }

    /** It recovers with the first transaction at the latest, whatever is set. */
    @Override
    public void recovery(boolean on) {
        Assumptions.assumeTrue(on, "it always recovers");
    }

    @Override
    public void startAgain() throws IOException {
        long before = starts();
        ProcessBuilder builder = new ProcessBuilder(HOME.resolve("bin/server").toString(), "run", NAME)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment());
        process = builder.start();
        RocketMQ.patiently().atMost(START_TIMEOUT).until(() -> starts() > before);
    }

    private long starts() throws IOException {
        return console().split(STARTED, -1).length - 1L;
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        stop();
        startAgain();
    }

    private void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            List<ProcessHandle> java = process.descendants().toList();
            process.destroy();
            java.forEach(ProcessHandle::destroy);
            if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                java.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void stopAndDelete() throws IOException, InterruptedException {
        stop();
        shell.run("delete-" + port, "rm -r " + users);
    }
}
