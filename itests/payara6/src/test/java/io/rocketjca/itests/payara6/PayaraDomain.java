package io.rocketjca.itests.payara6;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A domain of an unzipped Payara Server, on free ports, from its creation to its deletion. */
final class PayaraDomain {

    private static final Path PAYARA = Path.of("target/server/payara6").toAbsolutePath();
    private static final Path DEPLOYMENTS = Path.of("target/deployments").toAbsolutePath();
    private static final String NAME = "itest";
    private static final int LOWEST_BASE = 20_000;
    private static final int HIGHEST_BASE = 31_900;
    private static final int PORTS = 100;
    private static final int ADMIN = 48;
    private static final int HTTP = 80;
    private static final int MINUTES = 5;
    private static final String START = "asadmin start-domain " + NAME;

    private final int portBase;

    private PayaraDomain(int portBase) {
        this.portBase = portBase;
    }

    /** Creates and starts a domain, with these deployments among its libraries. */
    static PayaraDomain start(String... libraries) throws IOException, InterruptedException {
        PayaraDomain domain = new PayaraDomain(freePortBase());
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

    private static int freePortBase() {
        while (true) {
            int base = ThreadLocalRandom.current().nextInt(LOWEST_BASE, HIGHEST_BASE);
            if (allFree(base)) {
                return base;
            }
        }
    }

    private static boolean allFree(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    String url() {
        return "http://localhost:" + (portBase + HTTP);
    }

    /** Runs a shell script in which {@code asadmin} means this domain; returns what it printed, or fails with it. */
    String asadmin(String name, String script) throws IOException, InterruptedException {
        Path log = Path.of("target", name + ".log");
        String shell = """
                set -e
                asadmin() {
                  echo "> asadmin $*"
                  "$PAYARA/bin/asadmin" --port %d "$@"
                }
                %s
                """.formatted(portBase + ADMIN, script);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", shell)
                .directory(DEPLOYMENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PAYARA", PAYARA.toString());
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError("The script " + name + (ended ? " failed" : " did not end") + ":\n" + output);
        }
        return output;
    }

    /** Starts it once more, after it has died. */
    void startAgain() throws IOException, InterruptedException {
        asadmin("start-again", START);
    }

    void restart() throws IOException, InterruptedException {
        asadmin("restart", "asadmin stop-domain " + NAME + "\n" + START);
    }

    /** What it has written into its log since it was created. */
    String serverLog() throws IOException {
        return Files.readString(
                PAYARA.resolve("glassfish/domains").resolve(NAME).resolve("logs/server.log"));
    }

    /** Its log stays. */
    void stopAndDelete() throws IOException, InterruptedException {
        Files.writeString(Path.of("target", "server-" + portBase + ".log"), serverLog());
        asadmin("stop", "asadmin stop-domain --force=true --kill=true " + NAME + "\nasadmin delete-domain " + NAME);
    }
}
