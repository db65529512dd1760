package io.rocketjca.bench.runner;

import io.rocketjca.bench.client.Bodies;
import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts and stops clients in fresh processes, in turn; and lets ours send very many messages with very little memory. */
final class Starts {

    private static final int BYTES = 128;
    private static final String TOPIC = Bodies.topic("random", BYTES);
    private static final int ROUNDS = 3;
    private static final int MANY = 10_000_000;
    private static final String LITTLE_HEAP = "256m";

    private final Launcher launcher;
    private final ClassPaths classPaths;
    private final ResultsWriter writer;

    Starts(Launcher launcher, ClassPaths classPaths, ResultsWriter writer) {
        this.launcher = launcher;
        this.classPaths = classPaths;
        this.writer = writer;
    }

    void run(Peer peer) throws IOException {
        for (int producers : new int[] {1, 50}) {
            Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (String subject : Scenario.CLIENTS) {
                    rounds.computeIfAbsent(subject, any -> new ArrayList<>()).add(once(peer, subject, producers));
                }
            }
            for (Map.Entry<String, List<Map<String, Double>>> subject : rounds.entrySet()) {
                String name = "start-" + producers + "p";
                writer.add(new Row(name, BYTES, 1, peer.name(), subject.getKey()), subject.getValue());
            }
        }
        Row row = new Row("oneway-10m", BYTES, 1, peer.name(), Scenario.OURS);
        writer.add(row, List.of(manyInLittleMemory(peer)));
    }

    private Map<String, Double> once(Peer peer, String subject, int producers) {
        try (Client client = Client.launch(launcher, classPaths, subject, "1g")) {
            Map<String, Double> figures = new LinkedHashMap<>(client.start(peer.nameServers(), producers, TOPIC));
            figures.putAll(client.footprint());
            figures.putAll(client.stop());
            return figures;
        }
    }

    private Map<String, Double> manyInLittleMemory(Peer peer) {
        try (Client client = Client.launch(launcher, classPaths, Scenario.OURS, LITTLE_HEAP)) {
            client.start(peer.nameServers(), 1, TOPIC);
            Map<String, Double> figures = new LinkedHashMap<>(client.burst(TOPIC, MANY));
            figures.put("completed", 1.0);
            return figures;
        } catch (IllegalStateException e) {
            System.out.println("  " + MANY + " one-way messages in " + LITTLE_HEAP + ": " + e.getMessage());
            return Map.of("completed", 0.0);
        }
    }
}
