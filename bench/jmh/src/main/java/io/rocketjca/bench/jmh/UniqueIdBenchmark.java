package io.rocketjca.bench.jmh;

import io.rocketjca.impl.protocol.UniqueIdSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making unique keys: as two numbers, as in every send, and as text, as in log lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UniqueIdBenchmark {

    private static final long NOW = 1_790_000_000_000L;

    private final UniqueIdSource source =
            new UniqueIdSource(new byte[] {10, 1, 2, 3}, 0x1234_5678_9ABCL, ZoneOffset.UTC);

    @Benchmark
    public long asNumbers() {
        long ticket = source.nextTicket(NOW);
        return source.high(ticket) ^ source.low(ticket);
    }

    @Benchmark
    public String asText() {
        return source.next(NOW).toString();
    }
}
