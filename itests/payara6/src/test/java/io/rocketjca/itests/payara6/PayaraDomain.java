package io.rocketjca.itests.payara6;

import io.rocketjca.itests.server.DocumentedCommands;
import io.rocketjca.itests.server.FreePorts;
import io.rocketjca.itests.server.FullServer;
import io.rocketjca.itests.server.ServerShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A domain of an unzipped Payara Server, on free ports, from its creation to its deletion. */
final class PayaraDomain implements FullServer {

    private static final Path PAYARA = Path.of("target/server/payara6").toAbsolutePath();
    private static final String NAME = "itest";
    private static final int PORTS = 100;
    private static final int ADMIN = 48;
    private static final int HTTP = 80;
    private static final String START = "asadmin start-domain " + NAME;

    private static final DocumentedCommands PAGE = new DocumentedCommands("payara.md", "localhost\\:9876");

    private final int portBase;
    private final ServerShell shell;

    private PayaraDomain(int portBase) {
        this.portBase = portBase;
        this.shell = new ServerShell(
                """
                asadmin() {
                  echo "> asadmin $*"
                  "$PAYARA/bin/asadmin" --port %d "$@"
                }
                """.formatted(portBase + ADMIN),
                Map.of("PAYARA", PAYARA.toString(), "AS_JAVA", System.getProperty("java.home")));
    }

    /** Creates and starts a domain, with these deployments among its libraries. */
    static PayaraDomain start(String... libraries) throws IOException, InterruptedException {
        PayaraDomain domain = new PayaraDomain(FreePorts.base(IntStream.range(0, PORTS)));
        domain.asadmin(
                "delete-leftovers",
                "test ! -d \"$PAYARA/glassfish/domains/" + NAME + "\" || rm -r \"$PAYARA/glassfish/domains/" + NAME
                        + "\"");
        domain.asadmin(
                "start",
                "asadmin create-domain --nopassword=true --portbase " + domain.portBase + " " + NAME + "\n"
                        + Stream.of(libraries)
                                .map(library -> "cp " + library + " \"$PAYARA/glassfish/domains/" + NAME + "/lib/\"\n")
                                .collect(Collectors.joining())
                        + START);
        return domain;
    }

    @Override
    public String url() {
        return "http://localhost:" + (portBase + HTTP);
    }

    /** Runs a shell script in which {@code asadmin} means this domain; returns what it printed, or fails with it. */
    String asadmin(String name, String script) throws IOException, InterruptedException {
        return shell.run(name, script);
    }

    /** Sets it up with the documented commands. */
    String setUp(String nameServers) throws IOException, InterruptedException {
        return asadmin("set-up", PAGE.below("Set up", "shell", nameServers.replace(":", "\\:")));
    }

    /** Undoes that with the documented commands. */
    void remove() throws IOException, InterruptedException {
        asadmin("remove", PAGE.below("Remove", "shell"));
    }

    @Override
    public void recovery(boolean on) throws IOException, InterruptedException {
        String command = PAGE.below("Recovery", "shell");
        asadmin("recovery-" + on, on ? command : command.replace("=true", "=false"));
    }

    @Override
    public void startAgain() throws IOException, InterruptedException {
        asadmin("start-again", START);
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        asadmin("restart", "asadmin stop-domain " + NAME + "\n" + START);
    }

    @Override
    public String log() throws IOException {
        return Files.readString(
                PAYARA.resolve("glassfish/domains").resolve(NAME).resolve("logs/server.log"));
    }

    @Override
    public void stopAndDelete() throws IOException, InterruptedException {
        Files.writeString(Path.of("target", "server-" + portBase + ".log"), log());
        asadmin("stop", "asadmin stop-domain --force=true --kill=true " + NAME + "\nasadmin delete-domain " + NAME);
    }
}
