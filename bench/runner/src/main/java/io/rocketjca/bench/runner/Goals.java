package io.rocketjca.bench.runner;

import io.rocketjca.bench.runner.Results.Row;
import java.util.ArrayList;
import java.util.List;

/** What ours must reach, as ratios within one run, and whether it does. */
final class Goals {

    private static final String CPU = "cpu_us_per_msg";
    private static final String RATE = "msg_per_s";
    private static final String ALLOCATION = "alloc_b_per_msg";
    private static final String MEDIAN = "p50_us";
    private static final int SMALL = 128;
    private static final int LARGE = 16_384;

    private static final List<Goal> ALL = List.of(
            atMost(ours("async", SMALL, 1, "sink"), CPU, Scenario.OFFICIAL, 1 / 12.0),
            atMost(ours("async", SMALL, 1, "sink"), CPU, Scenario.FLOOR, 1.0),
            atLeast(ours("async", SMALL, 1, "sink"), RATE, Scenario.OFFICIAL, 10),
            atMost(ours("async", SMALL, 1, "sink"), ALLOCATION, null, 320),
            atMost(ours("async", LARGE, 1, "sink"), CPU, Scenario.OFFICIAL, 1 / 15.0),
            atMost(ours("async", LARGE, 1, "sink"), CPU, Scenario.FLOOR, 1.1),
            atMost(ours("async-compressible", LARGE, 1, "sink"), CPU, Scenario.OFFICIAL, 0.8),
            atMost(ours("sync", SMALL, 1, "sink"), MEDIAN, Scenario.OFFICIAL, 0.8),
            atMost(ours("sync", SMALL, 1, "sink"), MEDIAN, Scenario.FLOOR, 1.1),
            atMost(ours("sync", SMALL, 1, "sink"), CPU, Scenario.OFFICIAL, 0.6),
            atMost(ours("sync", SMALL, 1, "sink"), CPU, Scenario.FLOOR, 1.1),
            atMost(ours("sync", SMALL, 1, "sink"), ALLOCATION, null, 330),
            atLeast(ours("sync", SMALL, 16, "sink"), RATE, Scenario.OFFICIAL, 2),
            atLeast(ours("sync", SMALL, 16, "sink"), RATE, Scenario.FLOOR, 0.9),
            atLeast(ours("sync", SMALL, 64, "sink"), RATE, Scenario.OFFICIAL, 2),
            atLeast(ours("sync", SMALL, 64, "sink"), RATE, Scenario.FLOOR, 0.9),
            atMost(ours("oneway", SMALL, 1, "sink"), CPU, Scenario.FLOOR, 0.7),
            atMost(ours("oneway-paced", SMALL, 1, "sink"), CPU, Scenario.OFFICIAL, 0.6),
            atMost(ours("start-1p", SMALL, 1, "sink"), "threads", null, 4),
            atMost(ours("start-50p", SMALL, 1, "sink"), "threads", null, 4),
            atMost(ours("start-50p", SMALL, 1, "sink"), "start_ms", Scenario.OFFICIAL, 1 / 3.0),
            atMost(ours("start-50p", SMALL, 1, "sink"), "shutdown_ms", null, 1000),
            atMost(ours("async", SMALL, 1, "broker"), CPU, Scenario.OFFICIAL, 0.6),
            atMost(ours("sync", SMALL, 1, "broker"), MEDIAN, Scenario.OFFICIAL, 0.8),
            atMost(ours("sync", SMALL, 1, "broker"), CPU, Scenario.OFFICIAL, 0.6));

    private Goals() {}

    /** One line per goal that was measured. */
    static List<String> judged(Results results) {
        List<String> lines = new ArrayList<>();
        for (Goal goal : ALL) {
            Spread ours = results.get(goal.row(Scenario.OURS), goal.metric);
            Spread other =
                    goal.against == null ? new Spread(1, 1, 1) : results.get(goal.row(goal.against), goal.metric);
            if (ours != null && other != null) {
                lines.add(goal.judge(ours.median() / other.median()));
            }
        }
        return lines;
    }

    private static Row ours(String scenario, int bytes, int threads, String peer) {
        return new Row(scenario, bytes, threads, peer, Scenario.OURS);
    }

    /** {@code against} is the subject whose figure ours is divided by, or {@code null} for an absolute bound. */
    private static Goal atMost(Row ours, String metric, String against, double bound) {
        return new Goal(ours, metric, against, true, bound);
    }

    private static Goal atLeast(Row ours, String metric, String against, double bound) {
        return new Goal(ours, metric, against, false, bound);
    }

    private record Goal(Row ours, String metric, String against, boolean most, double bound) {

        Row row(String subject) {
            return new Row(ours.scenario(), ours.bytes(), ours.threads(), ours.peer(), subject);
        }

        String judge(double value) {
            boolean reached = most ? value <= bound : value >= bound;
            return (reached ? "reached  " : "MISSED   ") + ours.scenario() + " " + ours.bytes() + " B x"
                    + ours.threads() + " " + ours.peer() + " " + metric
                    + (against == null ? ": " : " / " + against + ": ") + Spread.number(value)
                    + (most ? ", at most " : ", at least ") + Spread.number(bound);
        }
    }
}
