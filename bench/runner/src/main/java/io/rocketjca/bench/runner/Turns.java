package io.rocketjca.bench.runner;

import io.rocketjca.bench.results.Results;
import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.Row;
import io.rocketjca.bench.results.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs scenarios against one peer: all subjects live at once, each in its own warm process, and are measured in turn. */
final class Turns {

    static final String HEAP = "1g";

    private final Launcher launcher;
    private final ClassPaths classPaths;
    private final Plan plan;
    private final ResultsWriter writer;

    Turns(Launcher launcher, ClassPaths classPaths, Plan plan, ResultsWriter writer) {
        this.launcher = launcher;
        this.classPaths = classPaths;
        this.plan = plan;
        this.writer = writer;
    }

    void run(Peer peer, List<Scenario> scenarios) throws IOException {
        for (int producers :
                scenarios.stream().mapToInt(Scenario::producers).distinct().toArray()) {
            List<Scenario> together = scenarios.stream()
                    .filter(scenario -> scenario.producers() == producers)
                    .toList();
            runTogether(peer, together);
        }
    }

    private void runTogether(Peer peer, List<Scenario> scenarios) throws IOException {
        Map<String, Client> clients = new LinkedHashMap<>();
        try {
            scenarios.forEach(scenario -> peer.prepare(scenario.topic()));
            for (Scenario scenario : scenarios) {
                for (String subject : scenario.subjects()) {
                    if (!clients.containsKey(subject)) {
                        clients.put(subject, warm(peer, scenario, subject));
                    }
                }
            }
            for (Scenario scenario : scenarios) {
                runInTurn(peer, scenario, clients);
            }
        } finally {
            clients.values().forEach(Client::close);
        }
    }

    private Client warm(Peer peer, Scenario first, String subject) {
        Client client = Client.launch(launcher, classPaths, subject, HEAP);
        boolean started = false;
        try {
            client.start(peer.nameServers(), first.producers(), first.topic());
            warm(peer, first, client, subject);
            started = true;
            return client;
        } finally {
            if (!started) {
                client.close();
            }
        }
    }

    /** Lets a new process compile what it will run; what is no client needs less time for that. */
    void warm(Peer peer, Scenario first, Measured subject, String name) {
        long millis = Scenario.client(name) ? plan.firstWarmMillis() : plan.warmMillis();
        subject.run(first.warming(millis, peer.pid()));
    }

    /** Runs one scenario, each of its subjects in each round. */
    void runInTurn(Peer peer, Scenario scenario, Map<String, ? extends Measured> clients) throws IOException {
        Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
        for (String subject : scenario.subjects()) {
            clients.get(subject).run(scenario.warming(plan.warmMillis(), peer.pid()));
            rounds.put(subject, new ArrayList<>());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            for (String subject : scenario.subjects()) {
                rounds.get(subject).add(clients.get(subject).run(scenario.request(plan.millis(), peer.pid())));
            }
        }
        for (String subject : scenario.subjects()) {
            String shown = Scenario.shown(subject);
            Row row = new Row(scenario.name(), scenario.bytes(), scenario.threads(), peer.name(), shown);
            writer.add(row, rounds.get(subject));
            Results results = writer.results();
            System.out.println("  " + scenario.title() + " " + peer.name() + " " + shown + ": "
                    + results.get(row, "msg_per_s").text() + " msg/s, "
                    + results.get(row, "cpu_us_per_msg").text() + " us CPU, "
                    + Spread.number(results.get(row, "alloc_b_per_msg").median()) + " B");
        }
    }
}
