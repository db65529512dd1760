package io.rocketjca.bench.runner;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Measures in a server, in turn: sends of an injected sender, plain sends each with a connection of the control adapter, those
 * connections alone, and the same sends outside of any server.
 */
final class Containers {

    private final Launcher launcher;
    private final ClassPaths classPaths;
    private final Turns turns;

    Containers(Launcher launcher, ClassPaths classPaths, Turns turns) {
        this.launcher = launcher;
        this.classPaths = classPaths;
        this.turns = turns;
    }

    void run(Peer peer, List<Scenario> scenarios) throws IOException {
        try (Container container = Container.launch(launcher, classPaths.container(), peer);
                Client plain = Client.launch(launcher, classPaths, Scenario.OURS, Turns.HEAP)) {
            plain.start(peer.nameServers(), 1, scenarios.get(0).topic());
            Map<String, Measured> subjects = Map.of(
                    Scenario.OURS, container.subject(Scenario.OURS),
                    Scenario.CONTROL_AND_PLAIN, container.subject(Scenario.CONTROL_AND_PLAIN),
                    Scenario.CONTROL, container.subject(Scenario.CONTROL),
                    Scenario.PLAIN, plain);
            for (Scenario scenario : scenarios) {
                // a server's way to a connection is long: what one mode has warmed up leaves most of another one cold
                for (String subject : Scenario.IN_CONTAINER) {
                    turns.warm(peer, scenario, subjects.get(subject), subject);
                }
                turns.runInTurn(peer, scenario, subjects);
            }
        }
    }
}
