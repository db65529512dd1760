package io.rocketjca.bench.runner;

import io.rocketjca.bench.results.Goals;
import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.RunFacts;
import io.rocketjca.bench.results.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;

/**
 * The bench. Arguments: the directory for results, in which the class path files of other processes lie, then {@code
 * --quick}, {@code --smoke} and {@code --only=name,name}.
 */
public final class BenchMain {

    private BenchMain() {}

    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]);
        Plan plan = Plan.full();
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                plan = Plan.quick();
            } else if (args[i].equals("--brief")) {
                plan = plan.brief();
            } else if (args[i].equals("--smoke")) {
                plan = plan.smoke();
            } else if (args[i].startsWith("--only=")) {
                plan = plan.only(Set.of(args[i].substring("--only=".length()).split(",")));
            } else {
                throw new IllegalArgumentException("No such argument: " + args[i]);
            }
        }
        ClassPaths classPaths = new ClassPaths(
                System.getProperty("java.class.path"), classPath(target, "official"), classPath(target, "container"));
        run(plan, classPaths, target);
    }

    private static String classPath(Path target, String process) throws IOException {
        return Files.readString(target.resolve(process + "-classpath.txt")).trim();
    }

    private static void run(Plan plan, ClassPaths classPaths, Path target) throws IOException {
        Launcher launcher = new Launcher(target);
        RunFacts facts = new RunFacts();
        facts.put("date", LocalDate.now().toString());
        Machine.describe(facts, launcher);
        facts.put("rounds", plan.rounds() + " of " + plan.millis() + " ms, subjects in turn");
        facts.all().forEach((name, words) -> System.out.println(name + ": " + words));
        try (ResultsWriter results = new ResultsWriter(target.resolve("results.jsonl"))) {
            Turns turns = new Turns(launcher, classPaths, plan, results);
            if (!plan.sink().isEmpty() || !plan.containers().isEmpty() || plan.starts()) {
                try (Peer sink = new SinkPeer(launcher, classPaths.own())) {
                    turns.run(sink, plan.sink());
                    if (plan.starts()) {
                        new Starts(launcher, classPaths, results).run(sink);
                    }
                    if (!plan.containers().isEmpty()) {
                        new Containers(launcher, classPaths, turns).run(sink, plan.containers());
                    }
                    tell(facts, sink);
                }
            }
            if (!plan.broker().isEmpty()) {
                try (Peer broker = BrokerPeer.start(launcher)) {
                    turns.run(broker, plan.broker());
                    tell(facts, broker);
                }
            }
            if (!plan.transactions().isEmpty()) {
                MemoryLog.remove();
                try (Peer broker = BrokerPeer.forTransactions(launcher)) {
                    turns.run(broker, plan.transactions());
                    tell(facts, broker);
                } finally {
                    MemoryLog.remove();
                }
            }
            facts.write(target.resolve("run.properties"));
            System.out.println();
            System.out.println(Table.of(results.results().rows()));
            Goals.judged(results.results()).stream().map(Verdict::line).forEach(System.out::println);
        }
        System.out.println(
                "Medians of " + plan.rounds() + " rounds (least..most), subjects in turn. server_cores: how busy"
                        + " the far end was; pipe: as fast as it can be reached at all. foreign_cores: processor time of"
                        + " everybody else; above 0.1 believe CPU and allocation only.");
    }

    private static void tell(RunFacts facts, Peer peer) {
        String verdict = peer.verdict();
        facts.put(peer.name(), verdict);
        System.out.println("  " + peer.name() + ": " + verdict);
    }
}
