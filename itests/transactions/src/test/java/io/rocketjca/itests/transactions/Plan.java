package io.rocketjca.itests.transactions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the application is to do.
 *
 * @param home where its database and both logs of transactions are
 * @param nameServers the cluster, and perhaps a second one
 * @param topic where its messages go
 * @param works the transactions, one after the other
 * @param traps where it stops
 */
record Plan(Path home, List<String> nameServers, String topic, List<Work> works, List<Trap> traps) {

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("home=" + home);
        nameServers.forEach(cluster -> arguments.add("nameServers=" + cluster));
        arguments.add("topic=" + topic);
        works.forEach(work -> arguments.add("work=" + work.text()));
        traps.forEach(trap -> arguments.add("trap=" + trap.text()));
        return arguments;
    }

    static Plan of(String[] arguments) {
        List<String> nameServers = new ArrayList<>();
        List<Work> works = new ArrayList<>();
        List<Trap> traps = new ArrayList<>();
        Path home = null;
        String topic = null;
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            switch (pair[0]) {
                case "home" -> home = Path.of(pair[1]);
                case "nameServers" -> nameServers.add(pair[1]);
                case "topic" -> topic = pair[1];
                case "work" -> works.add(Work.of(pair[1]));
                case "trap" -> traps.add(Trap.of(pair[1]));
                default -> throw new IllegalArgumentException(argument);
            }
        }
        return new Plan(home, nameServers, topic, works, traps);
    }

    /** Where the log of the adapter's branches is. */
    Path branches() {
        return home.resolve("branches");
    }
}
