package io.rocketjca.bench.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading the headers of answers: those that look like the one before, and those that do not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeaderReadBenchmark {

    private final Answer answer = new Answer();
    private final ByteBuf first = Answer.frame(1_073_741_825, 1000);
    private final ByteBuf second = Answer.frame(1_073_741_826, 1001);
    private final ByteBuf other = refusal();
    private boolean odd;

    /** As most are: only numbers of the same length differ. */
    @Benchmark
    public int ofTheSameShape() {
        odd = !odd;
        return answer.read(odd ? first : second).opaque();
    }

    /** Every answer differs from the one before, so each is scanned. */
    @Benchmark
    public int ofAnotherShape() {
        odd = !odd;
        return answer.read(odd ? first : other).opaque();
    }

    private static ByteBuf refusal() {
        byte[] text =
                ("{\"code\":14,\"flag\":1,\"language\":\"JAVA\",\"opaque\":1073741827,\"remark\":\"service not available"
                                + " now, maybe disk full\",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":513}")
                        .getBytes(US_ASCII);
        return Unpooled.directBuffer().writeInt(text.length).writeBytes(text);
    }
}
