package io.rocketjca.itests.wildfly;

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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An unzipped WildFly with a base directory of its own, on free ports, from its first start to its end. */
final class WildFly implements FullServer {

    private static final Path HOME =
            Path.of("target/server/wildfly-39.0.1.Final").toAbsolutePath();
    private static final DocumentedCommands PAGE = new DocumentedCommands("wildfly.md", "localhost:9876");
    private static final String LANGUAGE = "jboss-cli";
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int HTTPS = 8443;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration END_TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern STARTED = Pattern.compile("WFLYSRV002[56]");
    private static final Pattern SET = Pattern.compile("write-attribute\\((name=recovery-\\w+), value=\\w+\\)");

    private final int offset;
    private final Path base;
    private final Path output;
    private final ServerShell shell;
    private Process process;

    private WildFly(int offset) {
        this.offset = offset;
        this.base = Path.of("target", "wildfly-" + offset).toAbsolutePath();
        this.output = Path.of("target", "wildfly-" + offset + ".log").toAbsolutePath();
        this.shell = new ServerShell(
                """
                cli() {
                  "$JBOSS_HOME/bin/jboss-cli.sh" --connect --timeout=120000 --controller=127.0.0.1:%d --echo-command --file=/dev/stdin
                }
                """.formatted(MANAGEMENT + offset),
                Map.of("JBOSS_HOME", HOME.toString(), "JAVA_HOME", System.getProperty("java.home")));
    }

    static WildFly start() throws IOException, InterruptedException {
        WildFly server = new WildFly(FreePorts.base(IntStream.of(HTTP, HTTPS, MANAGEMENT)));
        server.shell.run(
                "base-" + server.offset,
                "cp -r \"$JBOSS_HOME/standalone\" " + server.base + "\nmkdir " + server.modules());
        server.startAgain();
        return server;
    }

    /** The database that comes with it. */
    Path h2() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("modules/system/layers/base/com/h2database/h2/main"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where modules of this server alone are. */
    Path modules() {
        return base.resolve("modules");
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + (HTTP + offset);
    }

    @Override
    public String log() throws IOException {
        return Files.readString(output);
    }

    /** Runs commands; returns what they printed, or fails with it. */
    String cli(String name, String commands) throws IOException, InterruptedException {
        return shell.run(name, "cli <<'END'\n" + commands + "END\n");
    }

    /** Sets it up with the documented commands. */
    String setUp(String nameServers) throws IOException, InterruptedException {
        restart("node-identifier", PAGE.below("Node identifier", LANGUAGE));
        return cli("set-up", PAGE.below("Set up", LANGUAGE, nameServers));
    }

    /** Undoes that with the documented commands. */
    void remove() throws IOException, InterruptedException {
        cli("remove", PAGE.below("Remove", LANGUAGE));
    }

    @Override
    public void recovery(boolean on) throws IOException, InterruptedException {
        String commands = PAGE.below("Recovery", LANGUAGE);
        cli("recovery-" + on, on ? commands : SET.matcher(commands).replaceAll("undefine-attribute($1)"));
    }

    @Override
    public void startAgain() throws IOException {
        long before = Files.exists(output) ? starts() : 0;
        // a server that waits for two minutes before it looks at what is in doubt waits for seconds here
        ProcessBuilder builder = new ProcessBuilder(
                        HOME.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.socket.binding.port-offset=" + offset,
                        "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=5",
                        "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=2",
                        "-b",
                        "127.0.0.1",
                        "-bmanagement",
                        "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JBOSS_HOME", HOME.toString());
        builder.environment().put("JBOSS_MODULEPATH", HOME.resolve("modules") + ":" + modules());
        process = builder.start();
        awaitStart(before);
    }

    private long starts() throws IOException {
        return STARTED.matcher(log()).results().count();
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        restart("restart", "shutdown --restart\n");
    }

    /** The commands end when the server can be managed again, which is before it has started. */
    private void restart(String name, String commands) throws IOException, InterruptedException {
        long before = starts();
        cli(name, commands);
        awaitStart(before);
    }

    private void awaitStart(long before) {
        RocketMQ.patiently().atMost(START_TIMEOUT).until(() -> starts() > before);
    }

    @Override
    public void stopAndDelete() throws IOException, InterruptedException {
        if (process.isAlive()) {
            List<ProcessHandle> java = process.descendants().toList();
            java.forEach(ProcessHandle::destroy);
            if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                java.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        shell.run("delete-" + offset, "rm -r " + base);
    }
}
