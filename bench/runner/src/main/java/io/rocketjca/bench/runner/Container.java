package io.rocketjca.bench.runner;

import io.rocketjca.itests.fixture.ForkedJvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process with an application server, in which both adapters and the bench's application are deployed. */
final class Container implements AutoCloseable {

    private static final String NAME = "container";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(3);
    private static final String MAIN = "io.rocketjca.bench.container.ContainerMain";

    /** What an embedded server needs to be allowed on JDK 17. */
    private static final Path JVM_OPTIONS = Path.of("samples/demo/jvm.options");

    private static final Path ADAPTER = Path.of("rar/target/rocketjca.rar");
    private static final Path CONTROL = Path.of("bench/control/target");
    private static final Path APPLICATION = Path.of("bench/app/target/bench.war");

    private final ForkedJvm process;

    private Container(ForkedJvm process) {
        this.process = process;
    }

    /** Starts server and deployments; relative to the project's directory, as they were built. */
    static Container launch(Launcher launcher, String classPath, Peer peer) throws IOException {
        Path home = launcher.emptyHome(NAME);
        List<String> options = new ArrayList<>(List.of("@" + JVM_OPTIONS));
        // the same as for clients
        options.addAll(
                List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch", "-XX:ActiveProcessorCount=2"));
        ForkedJvm process = launcher.java(
                NAME,
                Launcher.FIRST_CORE,
                options,
                classPath,
                MAIN,
                peer.nameServers(),
                home.toString(),
                ADAPTER.toAbsolutePath().toString(),
                controlJar().toAbsolutePath().toString(),
                APPLICATION.toAbsolutePath().toString());
        Container container = new Container(process);
        boolean ready = false;
        try {
            process.awaitReady(START_TIMEOUT);
            ready = true;
            return container;
        } finally {
            if (!ready) {
                container.close();
            }
        }
    }

    private static Path controlJar() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(CONTROL, "rocketjca-bench-control-*.jar")) {
            return jars.iterator().next();
        }
    }

    /** One of the subjects inside. */
    Measured subject(String name) {
        return request -> Client.figures(
                process.ask("run " + name + " " + request.line(), RUN_TIMEOUT).get(0));
    }

    @Override
    public void close() {
        process.close();
    }
}
