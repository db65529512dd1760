package io.rocketjca.bench.report;

import io.rocketjca.bench.results.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * One chart: groups of bars, a group per row and metric, a bar per subject.
 *
 * @param file the name of its file, without ending
 * @param title what it shows
 * @param unit the unit of the vertical axis
 * @param logarithmic whether that axis is logarithmic
 * @param groups what is compared; the subject of their rows does not matter
 * @param subjects whose bars, in order
 */
record ChartSpec(
        String file, String title, String unit, boolean logarithmic, List<Group> groups, List<String> subjects) {

    private static final List<String> ALL = List.of("official", "ours", "floor");
    private static final List<String> CLIENTS = List.of("official", "ours");
    private static final List<String> TRANSACTIONS = List.of("official", "ours", "ours-local");
    private static final List<String> CONTAINER = List.of("control", "plain", "control-and-plain", "ours");
    private static final String CPU = "cpu_us_per_msg";
    private static final String ALLOCATION = "alloc_b_per_msg";
    private static final String MICROSECONDS = "µs";

    static List<ChartSpec> all() {
        return List.of(
                new ChartSpec(
                        "cpu-async", "Processor time per asynchronous message", MICROSECONDS, true, async(CPU), ALL),
                new ChartSpec(
                        "cpu-sync", "Processor time per synchronous message", MICROSECONDS, false, sync(CPU), ALL),
                new ChartSpec("rate-async", "Asynchronous messages per second", "msg/s", true, async("msg_per_s"), ALL),
                new ChartSpec("rate-sync", "Synchronous messages per second", "msg/s", false, sync("msg_per_s"), ALL),
                new ChartSpec("latency-sync", "Latency of synchronous sends", MICROSECONDS, true, latencies(), ALL),
                new ChartSpec("allocation", "Bytes allocated per message", "B", true, allocation(), CLIENTS),
                new ChartSpec(
                        "broker", "Processor time per message, real broker", MICROSECONDS, false, broker(), CLIENTS),
                new ChartSpec(
                        "transactions",
                        "Sends with and without transactions per second, real broker",
                        "msg/s",
                        false,
                        transactions(),
                        TRANSACTIONS),
                new ChartSpec("starts", "Threads of a client", "threads", true, starts(), CLIENTS),
                new ChartSpec(
                        "container",
                        "In a server: a send, and what it consists of",
                        MICROSECONDS,
                        false,
                        container(),
                        CONTAINER));
    }

    private static List<Group> async(String metric) {
        return List.of(
                new Group("128 B", sink("async", 128, 1), metric),
                new Group("1 KiB", sink("async", 1024, 1), metric),
                new Group("16 KiB random", sink("async", 16_384, 1), metric),
                new Group("16 KiB text", sink("async-compressible", 16_384, 1), metric),
                new Group("128 B one-way", sink("oneway", 128, 1), metric));
    }

    private static List<Group> sync(String metric) {
        List<Group> groups = new ArrayList<>();
        for (int threads : new int[] {1, 16, 64}) {
            groups.add(
                    new Group(threads + (threads == 1 ? " thread" : " threads"), sink("sync", 128, threads), metric));
        }
        return groups;
    }

    private static List<Group> latencies() {
        List<Group> groups = new ArrayList<>();
        for (int threads : new int[] {1, 16, 64}) {
            groups.add(new Group("x" + threads + " median", sink("sync", 128, threads), "p50_us"));
            groups.add(new Group("x" + threads + " 99 %", sink("sync", 128, threads), "p99_us"));
        }
        return groups;
    }

    private static List<Group> allocation() {
        return List.of(
                new Group("async 128 B", sink("async", 128, 1), ALLOCATION),
                new Group("sync 128 B", sink("sync", 128, 1), ALLOCATION),
                new Group("async 16 KiB", sink("async", 16_384, 1), ALLOCATION));
    }

    private static List<Group> broker() {
        return List.of(
                new Group("async", new Row("async", 128, 1, "broker", ""), CPU),
                new Group("sync x1", new Row("sync", 128, 1, "broker", ""), CPU),
                new Group("sync x16", new Row("sync", 128, 16, "broker", ""), CPU),
                new Group("sync x64", new Row("sync", 128, 64, "broker", ""), CPU));
    }

    private static List<Group> transactions() {
        List<Group> groups = new ArrayList<>();
        for (int threads : new int[] {1, 16}) {
            groups.add(new Group(
                    "x" + threads + " without", new Row("tx-plain", 128, threads, "broker-tx", ""), "msg_per_s"));
            groups.add(new Group("x" + threads + " with", new Row("tx", 128, threads, "broker-tx", ""), "msg_per_s"));
        }
        return groups;
    }

    private static List<Group> starts() {
        return List.of(
                new Group("1 producer", sink("start-1p", 128, 1), "threads"),
                new Group("50 producers", sink("start-50p", 128, 1), "threads"));
    }

    private static List<Group> container() {
        return List.of(
                new Group("sync: processor time", sink("container-sync", 128, 1), CPU),
                new Group("sync: median latency", sink("container-sync", 128, 1), "p50_us"),
                new Group("async: processor time", sink("container-async", 128, 1), CPU));
    }

    private static Row sink(String scenario, int bytes, int threads) {
        return new Row(scenario, bytes, threads, "sink", "");
    }

    /**
     * Bars that stand together.
     *
     * @param label what is written below them
     * @param row what they belong to
     * @param metric how high they are
     */
    record Group(String label, Row row, String metric) {}
}
