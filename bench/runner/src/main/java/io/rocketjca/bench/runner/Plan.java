package io.rocketjca.bench.runner;

import static io.rocketjca.bench.runner.Scenario.ALL;
import static io.rocketjca.bench.runner.Scenario.CLIENTS;
import static io.rocketjca.bench.runner.Scenario.FLOOR;
import static io.rocketjca.bench.runner.Scenario.FLOOR_QUEUE;
import static io.rocketjca.bench.runner.Scenario.OURS;
import static io.rocketjca.bench.runner.Scenario.THREE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how long.
 *
 * @param sink scenarios against the sink
 * @param broker scenarios against a real broker
 * @param transactions scenarios against a real broker of their own, set up for transactions
 * @param containers scenarios in a server, against the sink
 * @param starts whether starting and stopping is measured too
 * @param rounds how often each subject has its turn
 * @param millis how long a turn is measured
 * @param firstWarmMillis how long a new process warms up
 * @param warmMillis how long it warms up for each further scenario
 */
record Plan(
        List<Scenario> sink,
        List<Scenario> broker,
        List<Scenario> transactions,
        List<Scenario> containers,
        boolean starts,
        int rounds,
        long millis,
        long firstWarmMillis,
        long warmMillis) {

    private static final int PACED_RATE = 20_000;
    private static final int MANY_PRODUCERS = 50;
    private static final int SMALL = 128;
    private static final int LARGE = 16_384;

    static Plan quick() {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(random("async", SMALL, 1, ALL));
        scenarios.add(random("async", LARGE, 1, ALL));
        addSync(scenarios, ALL);
        // the true bound, and the proof that the sink takes more than anybody sends
        scenarios.add(random("pipe", SMALL, 1, List.of(FLOOR)));
        scenarios.add(random("pipe", LARGE, 1, List.of(FLOOR)));
        return new Plan(scenarios, List.of(), List.of(), List.of(), false, 3, 2000, 20_000, 3000);
    }

    static Plan full() {
        List<Scenario> sink = new ArrayList<>(quick().sink);
        sink.add(random("batch", SMALL, 1, ALL));
        sink.add(random("async", 1024, 1, THREE));
        sink.add(random("async", SMALL, 16, THREE));
        sink.add(new Scenario("async-compressible", "async", "text", LARGE, 1, 1, 0, CLIENTS));
        sink.add(new Scenario("async-lz4", "async", "text", LARGE, 1, 1, 0, Scenario.LZ4));
        sink.add(new Scenario("async-paced", "async", "random", SMALL, 1, 1, PACED_RATE, THREE));
        sink.add(new Scenario("oneway-paced", "oneway", "random", SMALL, 1, 1, PACED_RATE, Scenario.PACED));
        // the official client dies of it: its one-way sends pile up in memory
        sink.add(random("oneway", SMALL, 1, List.of(OURS, FLOOR, FLOOR_QUEUE)));
        sink.add(new Scenario("async-50p", "async", "random", SMALL, 1, MANY_PRODUCERS, 0, CLIENTS));
        addBatching(sink);
        List<Scenario> broker = new ArrayList<>();
        broker.add(random("async", SMALL, 1, CLIENTS));
        addSync(broker, CLIENTS);
        addBatching(broker);
        List<Scenario> containers = new ArrayList<>();
        for (String mode : new String[] {"sync", "async"}) {
            containers.add(new Scenario("container-" + mode, mode, "random", SMALL, 1, 1, 0, Scenario.IN_CONTAINER));
        }
        return new Plan(sink, broker, transactionsAndPlainSends(), containers, true, 5, 3000, 20_000, 5000);
    }

    /** One message each, beside the same messages without transactions. */
    private static List<Scenario> transactionsAndPlainSends() {
        List<Scenario> transactions = new ArrayList<>();
        for (int threads : new int[] {1, 16}) {
            transactions.add(new Scenario("tx-plain", "sync", "random", SMALL, threads, 1, 0, CLIENTS));
            transactions.add(random("tx", SMALL, threads, Scenario.TRANSACTIONS));
        }
        return transactions;
    }

    /** The same in fewer and shorter rounds: about a third of the time, and wider spreads. */
    Plan brief() {
        return new Plan(sink, broker, transactions, containers, starts, 3, 1500, 20_000, 2000);
    }

    /** The same so briefly that it shows no more than that all of it works. */
    Plan smoke() {
        return new Plan(sink, broker, transactions, containers, starts, 1, 200, 500, 200);
    }

    /** Only the scenarios with one of these names. */
    Plan only(Set<String> names) {
        return new Plan(
                only(names, sink),
                only(names, broker),
                only(names, transactions),
                only(names, containers),
                starts && names.contains("start"),
                rounds,
                millis,
                firstWarmMillis,
                warmMillis);
    }

    private static List<Scenario> only(Set<String> names, List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> names.contains(scenario.name()))
                .toList();
    }

    private static void addSync(List<Scenario> scenarios, List<String> subjects) {
        for (int threads : new int[] {1, 16, 64}) {
            scenarios.add(random("sync", SMALL, threads, subjects));
        }
    }

    /** A lone caller shows that nobody waits for others, many that they travel together. */
    private static void addBatching(List<Scenario> scenarios) {
        for (int threads : new int[] {1, 64}) {
            scenarios.add(new Scenario("autobatch-sync", "sync", "random", SMALL, threads, 1, 0, Scenario.BATCHING));
        }
        scenarios.add(new Scenario("autobatch-async", "async", "random", SMALL, 1, 1, 0, Scenario.BATCHING));
    }

    private static Scenario random(String name, int bytes, int threads, List<String> subjects) {
        return new Scenario(name, name, "random", bytes, threads, 1, 0, subjects);
    }
}
