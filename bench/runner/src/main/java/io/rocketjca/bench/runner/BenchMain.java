package io.rocketjca.bench.runner;

import io.rocketjca.bench.results.Goals;
import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The bench. Arguments: the class path file of the official client's process, the directory for results, then {@code
 * --quick}, {@code --smoke} and {@code --only=name,name}.
 */
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] args) throws Exception {
        Path officialClassPath = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Plan plan = Plan.full();
        for (int i = 2; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                plan = Plan.quick();
            } else if (args[i].equals("--smoke")) {
                plan = plan.smoke();
            } else if (args[i].startsWith("--only=")) {
                plan = plan.only(Set.of(args[i].substring("--only=".length()).split(",")));
            } else {
                throw new IllegalArgumentException("No such argument: " + args[i]);
            }
        }
        ClassPaths classPaths = new ClassPaths(
                System.getProperty("java.class.path"),
                Files.readString(officialClassPath).trim());
        run(plan, classPaths, target);
    }

    private static void run(Plan plan, ClassPaths classPaths, Path target) throws IOException {
        Launcher launcher = new Launcher(target);
        System.out.println(machine(launcher));
        try (ResultsWriter results = new ResultsWriter(target.resolve("results.jsonl"))) {
            Turns turns = new Turns(launcher, classPaths, plan, results);
            if (!plan.sink().isEmpty() || plan.starts()) {
                try (Peer sink = new SinkPeer(launcher, classPaths.own())) {
                    turns.run(sink, plan.sink());
                    if (plan.starts()) {
                        new Starts(launcher, classPaths, results).run(sink);
                    }
                    System.out.println("  sink: " + sink.verdict());
                }
            }
            if (!plan.broker().isEmpty()) {
                try (Peer broker = new BrokerPeer(launcher)) {
                    turns.run(broker, plan.broker());
                    System.out.println("  broker: " + broker.verdict());
                }
            }
            System.out.println();
            System.out.println(Table.of(results.results().rows()));
            Goals.judged(results.results()).stream().map(Verdict::line).forEach(System.out::println);
        }
        System.out.println("Medians of " + plan.rounds() + " rounds (least..most), subjects in turn. foreign_cores:"
                + " processor time of everybody else; above 0.1 believe CPU and allocation only.");
    }

    private static String machine(Launcher launcher) throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " cores " + model + ", Java "
                + System.getProperty("java.runtime.version") + ", Linux " + System.getProperty("os.version")
                + (launcher.pinned()
                        ? "; clients on core 0, servers on core 1"
                        : "; NOT PINNED (no taskset or one core only): clients and servers disturb each other");
    }
}
