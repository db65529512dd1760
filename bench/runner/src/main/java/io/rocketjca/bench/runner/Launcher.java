package io.rocketjca.bench.runner;

import io.rocketjca.itests.fixture.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the processes of the bench: clients on the first core, the far end on the second, if that can be had. */
final class Launcher {

    static final String FIRST_CORE = "0";
    static final String SECOND_CORE = "1";

    private final Path target;
    private final boolean pinned;

    /**
     * @param target where processes may write
     */
    Launcher(Path target) {
        this.target = target.toAbsolutePath();
        this.pinned = Runtime.getRuntime().availableProcessors() > 1 && tasksetWorks();
    }

    /** Whether client and server have cores of their own. */
    boolean pinned() {
        return pinned;
    }

    /** The words before a command that pin it. */
    List<String> on(String core) {
        return pinned ? List.of("taskset", "-c", core) : List.of();
    }

    /** Starts a Java process with a class path of its own. */
    ForkedJvm java(String name, String core, List<String> options, String classPath, String... mainAndArguments) {
        Path home = home(name);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot make " + home, e);
        }
        List<String> command = new ArrayList<>(on(core));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Duser.home=" + home);
        command.add("-Djava.io.tmpdir=" + home);
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArguments));
        return ForkedJvm.start(name, command);
    }

    /** The directory in which a process may write, without what an earlier one left there. */
    Path emptyHome(String name) throws IOException {
        Path home = home(name);
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(home);
    }

    private Path home(String name) {
        return target.resolve("home-" + name);
    }

    private static boolean tasksetWorks() {
        try {
            Process process = new ProcessBuilder("taskset", "-c", SECOND_CORE, "true")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is none on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
