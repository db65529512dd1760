package io.rocketjca.impl.producer;

import io.rocketjca.impl.time.Ticker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Taking room for a message and giving it back: alone, and against one more thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InFlightLimitBenchmark {

    private final InFlightLimit limit = new InFlightLimit(10_000, 64 << 20, Ticker.system());

    @Benchmark
    public boolean takeAndGiveBack() {
        long need = limit.need(128);
        boolean taken = limit.tryAcquire(need);
        limit.giveBack(need);
        return taken;
    }

    @Benchmark
    @Threads(2)
    public boolean takeAndGiveBackByTwo() {
        return takeAndGiveBack();
    }
}
