package io.rocketjca.bench.jmh;

import io.netty.buffer.ByteBuf;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.remoting.Call;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A whole send of 128 bytes, from the message's builder to the receipt, with everything but the network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipelineBenchmark {

    private static final byte[] BODY = new byte[128];

    @Param
    public HeaderEncoding encoding;

    private final ByteBuf frame = Answer.frame(1_073_741_825, 1000);
    private final Answer answer = new Answer();
    private final Surroundings around = new Surroundings(this::answer);
    private Steps steps;

    private void answer(Call call) {
        call.answered(answer.read(frame));
    }

    /** Makes the pipeline at the first call, when the parameter is known. */
    private Steps steps() {
        if (steps == null) {
            steps = new Steps(encoding, around);
        }
        return steps;
    }

    @Benchmark
    public void async(Blackhole told) {
        BiConsumer<SendReceipt, Throwable> completion = (receipt, failure) -> told.consume(receipt);
        steps().pipeline().sendAsync(message(), SendOptions.defaults()).whenComplete(completion);
        steps().endBurst();
    }

    @Benchmark
    public void oneWay() {
        steps().pipeline().sendOneWay(message(), SendOptions.defaults());
    }

    private static Message message() {
        return Message.to(Surroundings.TOPIC).tag("bench").body(BODY).build();
    }
}
