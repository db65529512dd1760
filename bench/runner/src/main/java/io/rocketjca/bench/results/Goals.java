package io.rocketjca.bench.results;

import static io.rocketjca.bench.results.Goal.atLeast;
import static io.rocketjca.bench.results.Goal.atMost;
import static io.rocketjca.bench.results.Goal.shown;

import java.util.List;
import java.util.stream.Stream;

/** What ours must reach, and whether it does. */
public final class Goals {

    private static final String CPU = "cpu_us_per_msg";
    private static final String RATE = "msg_per_s";
    private static final String ALLOCATION = "alloc_b_per_msg";
    private static final String MEDIAN = "p50_us";
    private static final String THREADS = "threads";

    private static final String OFFICIAL = "official";
    private static final String FLOOR = "floor";
    private static final String UNFORCED = "ours-unforced";
    private static final String FLOOR_QUEUE = "floor-queue";
    private static final String PACING = "pacing";
    private static final String CONTROL = "control";
    private static final String PLAIN = "plain";
    private static final String CONTROL_AND_PLAIN = "control-and-plain";

    private static final Row ASYNC = sink("async", 128, 1);
    private static final Row ASYNC_LARGE = sink("async", 16_384, 1);
    private static final Row COMPRESSIBLE = sink("async-compressible", 16_384, 1);
    private static final Row LZ4 = sink("async-lz4", 16_384, 1);
    private static final Row PIPE = sink("pipe", 128, 1).of(FLOOR);
    private static final Row PIPE_LARGE = sink("pipe", 16_384, 1).of(FLOOR);
    private static final Row SYNC = sink("sync", 128, 1);
    private static final Row SYNC_16 = sink("sync", 128, 16);
    private static final Row SYNC_64 = sink("sync", 128, 64);
    private static final Row BATCH = sink("batch", 128, 1);
    private static final Row ONE_WAY = sink("oneway", 128, 1);
    private static final Row ONE_WAY_PACED = sink("oneway-paced", 128, 1);
    private static final Row MANY = sink("oneway-10m", 128, 1);
    private static final Row START_1 = sink("start-1p", 128, 1);
    private static final Row START_50 = sink("start-50p", 128, 1);
    private static final Row BROKER_ASYNC = new Row("async", 128, 1, "broker", "ours");
    private static final Row BROKER_SYNC = new Row("sync", 128, 1, "broker", "ours");
    private static final Row TRANSACTIONS = new Row("tx", 128, 16, "broker-tx", "ours");
    private static final Row CONTAINER_SYNC = sink("container-sync", 128, 1);
    private static final Row CONTAINER_ASYNC = sink("container-async", 128, 1);

    /** Rates that differ by less are equal within what rounds differ by. */
    private static final double NOISE = 0.95;

    private static final List<Goal> ALL = List.of(
            atMost(ASYNC, CPU, 1 / 12.0, ASYNC.of(OFFICIAL)),
            atMost(ASYNC, CPU, 1.0, ASYNC.of(FLOOR)),
            atLeast(ASYNC, RATE, 10, ASYNC.of(OFFICIAL)),
            atMost(ASYNC, ALLOCATION, 320),
            atMost(ASYNC_LARGE, CPU, 1 / 15.0, ASYNC_LARGE.of(OFFICIAL)),
            atMost(ASYNC_LARGE, CPU, 1.1, ASYNC_LARGE.of(FLOOR)),
            atMost(COMPRESSIBLE, CPU, 0.8, COMPRESSIBLE.of(OFFICIAL)),
            atMost(LZ4, CPU, 0.3, LZ4.of(OFFICIAL)),
            atMost(SYNC, MEDIAN, 0.8, SYNC.of(OFFICIAL)),
            atMost(SYNC, MEDIAN, 1.1, SYNC.of(FLOOR)),
            atMost(SYNC, CPU, 0.6, SYNC.of(OFFICIAL)),
            atMost(SYNC, CPU, 1.1, SYNC.of(FLOOR)),
            atMost(SYNC, ALLOCATION, 330),
            atLeast(SYNC_16, RATE, 2, SYNC_16.of(OFFICIAL)),
            atLeast(SYNC_16, RATE, 0.9, SYNC_16.of(FLOOR)),
            atLeast(SYNC_64, RATE, 2, SYNC_64.of(OFFICIAL)),
            atLeast(SYNC_64, RATE, 0.9, SYNC_64.of(FLOOR)),
            atMost(BATCH, CPU, 0.55, BATCH.of(OFFICIAL)),
            atMost(BATCH, CPU, 1.1, BATCH.of(FLOOR)),
            atMost(ONE_WAY, CPU, 0.7, ASYNC.of(FLOOR)),
            atMost(ONE_WAY_PACED, CPU, 0.6, ONE_WAY_PACED.of(OFFICIAL)),
            atLeast(MANY, "completed", 1),
            atMost(START_1, THREADS, 4),
            atMost(START_50, THREADS, 1, START_1),
            atMost(START_50, "start_ms", 1 / 3.0, START_50.of(OFFICIAL)),
            atMost(START_50, "shutdown_ms", 1000),
            atMost(BROKER_ASYNC, CPU, 0.6, BROKER_ASYNC.of(OFFICIAL)),
            atLeast(BROKER_ASYNC, RATE, NOISE, BROKER_ASYNC.of(OFFICIAL)),
            atMost(BROKER_SYNC, MEDIAN, 0.8, BROKER_SYNC.of(OFFICIAL)),
            atMost(BROKER_SYNC, CPU, 0.6, BROKER_SYNC.of(OFFICIAL)),
            atLeast(TRANSACTIONS, RATE, 0.8, TRANSACTIONS.of(UNFORCED)),
            inContainer(CONTAINER_SYNC, CPU),
            inContainer(CONTAINER_SYNC, MEDIAN),
            inContainer(CONTAINER_ASYNC, CPU));

    /** To be read beside the goals: how far the floor is from the true bound, and ours from both and from a cheaper floor. */
    private static final List<Goal> SHOWN = List.of(
            shown(ASYNC.of(FLOOR), CPU, PIPE),
            shown(ASYNC, CPU, PIPE),
            shown(ASYNC, CPU, ASYNC.of(FLOOR_QUEUE)),
            shown(ASYNC_LARGE.of(FLOOR), CPU, PIPE_LARGE),
            shown(ASYNC_LARGE, CPU, PIPE_LARGE),
            shown(ASYNC_LARGE, CPU, ASYNC_LARGE.of(FLOOR_QUEUE)),
            shown(SYNC, CPU, SYNC.of(FLOOR_QUEUE)),
            shown(SYNC_16, RATE, SYNC_16.of(FLOOR_QUEUE)),
            shown(SYNC_64, RATE, SYNC_64.of(FLOOR_QUEUE)),
            shown(BATCH, CPU, BATCH.of(FLOOR_QUEUE)),
            shown(ONE_WAY, CPU, ONE_WAY.of(FLOOR)),
            shown(ONE_WAY, CPU, ONE_WAY.of(FLOOR_QUEUE)),
            shown(ONE_WAY_PACED.of(PACING), CPU, ONE_WAY_PACED.of(OFFICIAL)),
            shown(ONE_WAY_PACED.of(FLOOR), CPU, ONE_WAY_PACED.of(OFFICIAL)),
            apart(CONTAINER_SYNC, CPU),
            apart(CONTAINER_SYNC, MEDIAN),
            apart(CONTAINER_ASYNC, CPU));

    private Goals() {}

    /** Every goal, judged, then what is only shown. */
    public static List<Verdict> judged(Results results) {
        return Stream.concat(ALL.stream(), SHOWN.stream())
                .map(goal -> goal.judge(results))
                .toList();
    }

    /** In a server, a send may cost what a plain one costs there beside what the server takes for any connection, and a fifth. */
    private static Goal inContainer(Row ours, String metric) {
        return atMost(ours, metric, 1.2, ours.of(CONTROL_AND_PLAIN));
    }

    /** The same beside both of them alone, the send outside of the server. */
    private static Goal apart(Row ours, String metric) {
        return shown(ours, metric, ours.of(CONTROL), ours.of(PLAIN));
    }

    private static Row sink(String scenario, int bytes, int threads) {
        return new Row(scenario, bytes, threads, "sink", "ours");
    }
}
