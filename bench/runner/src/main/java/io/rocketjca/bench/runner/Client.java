package io.rocketjca.bench.runner;

import io.rocketjca.bench.client.ClientMain;
import io.rocketjca.bench.client.RunRequest;
import io.rocketjca.itests.fixture.ForkedJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One subject in a process of its own, kept warm between its turns. */
final class Client implements Measured, AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(3);

    private final ForkedJvm process;

    private Client(ForkedJvm process) {
        this.process = process;
    }

    /** Starts the process, but not yet the subject. */
    static Client launch(Launcher launcher, ClassPaths classPaths, String subject, String heap) {
        List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
        // memory used for the first time costs a page fault, which a client that allocates little would pay for long
        options.add("-XX:+AlwaysPreTouch");
        // pinned to one core a JVM would see a small machine and choose other pools and another collector
        options.add("-XX:ActiveProcessorCount=2");
        options.addAll(List.of(System.getProperty("bench.client.options", "").split(" ")));
        options.removeIf(String::isEmpty);
        ForkedJvm process = launcher.java(
                subject,
                Launcher.FIRST_CORE,
                options,
                classPaths.of(subject),
                ClientMain.class.getName(),
                ClassPaths.mainClassOf(subject));
        process.awaitReady(START_TIMEOUT);
        return new Client(process);
    }

    Map<String, Double> start(String nameServers, int producers, String topic) {
        return ask("start " + nameServers + " " + producers + " " + topic);
    }

    @Override
    public Map<String, Double> run(RunRequest request) {
        return ask("run " + request.line());
    }

    Map<String, Double> burst(String topic, int count) {
        return ask("burst " + topic + " " + count);
    }

    Map<String, Double> footprint() {
        return ask("footprint");
    }

    Map<String, Double> stop() {
        return ask("stop");
    }

    private Map<String, Double> ask(String command) {
        return figures(process.ask(command, COMMAND_TIMEOUT).get(0));
    }

    static Map<String, Double> figures(String line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String figure : line.trim().split(" ")) {
            String[] nameAndValue = figure.split("=", 2);
            figures.put(nameAndValue[0], Double.parseDouble(nameAndValue[1]));
        }
        return figures;
    }

    @Override
    public void close() {
        process.close();
    }
}
