package io.rocketjca.itests.transactions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the application is to do.
 *
 * @param home where its database and the transaction manager's log are
 * @param branches where the adapter's log of branches is
 * @param nameServers the cluster, and perhaps a second one
 * @param topic where its messages go
 * @param works the transactions, one after the other
 * @param traps where it stops
 * @param settings what is configured otherwise than by default, by the names of {@link Messaging}
 */
record Plan(
        Path home,
        Path branches,
        List<String> nameServers,
        String topic,
        List<Work> works,
        List<Trap> traps,
        Map<String, String> settings) {

    private static final String SETTING = "set.";

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("home=" + home);
        arguments.add("branches=" + branches);
        nameServers.forEach(cluster -> arguments.add("nameServers=" + cluster));
        arguments.add("topic=" + topic);
        works.forEach(work -> arguments.add("work=" + work.text()));
        traps.forEach(trap -> arguments.add("trap=" + trap.text()));
        settings.forEach((name, value) -> arguments.add(SETTING + name + "=" + value));
        return arguments;
    }

    static Plan of(String[] arguments) {
        List<String> nameServers = new ArrayList<>();
        List<Work> works = new ArrayList<>();
        List<Trap> traps = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        Path home = null;
        Path branches = null;
        String topic = null;
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair[0].startsWith(SETTING)) {
                settings.put(pair[0].substring(SETTING.length()), pair[1]);
                continue;
            }
            switch (pair[0]) {
                case "home" -> home = Path.of(pair[1]);
                case "branches" -> branches = Path.of(pair[1]);
                case "nameServers" -> nameServers.add(pair[1]);
                case "topic" -> topic = pair[1];
                case "work" -> works.add(Work.of(pair[1]));
                case "trap" -> traps.add(Trap.of(pair[1]));
                default -> throw new IllegalArgumentException(argument);
            }
        }
        return new Plan(home, branches, nameServers, topic, works, traps, settings);
    }
}
