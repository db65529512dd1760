package io.rocketjca.bench.runner;

import io.rocketjca.bench.results.RunFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What everything runs on. */
final class Machine {

    private Machine() {}

    static void describe(RunFacts facts, Launcher launcher) throws IOException {
        facts.put("cores", Runtime.getRuntime().availableProcessors() + " x " + model());
        facts.put("Java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vm.name"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put(
                "pinned",
                launcher.pinned()
                        ? "clients on core 0, servers on core 1"
                        : "NOT PINNED (no taskset or one core only): clients and servers disturb each other");
    }

    private static String model() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
