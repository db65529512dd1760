package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.bench.jmh.Answer;
import io.rocketjca.bench.jmh.Steps;
import io.rocketjca.bench.jmh.Surroundings;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.remoting.Call;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making the receipt of one answer, and the texts that few applications ask it for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReceiptBenchmark {

    private final Answer answer = new Answer().read(Answer.frame(1_073_741_825, 1000));
    private SendCall call = underWay();

    @Benchmark
    public SendReceipt receipt() {
        return StoredReceipt.of(answer, call);
    }

    @Benchmark
    public String receiptAndBothIds() {
        SendReceipt receipt = StoredReceipt.of(answer, call);
        return receipt.messageId().concat(receipt.offsetMessageId());
    }

    /** A send that was handed to its connection, and that nobody answers. */
    private SendCall underWay() {
        new Steps(HeaderEncoding.BINARY, new Surroundings(this::keep))
                .pipeline()
                .sendAsync(Message.to(Surroundings.TOPIC).body(new byte[128]).build(), SendOptions.defaults());
        return call;
    }

    private void keep(Call handed) {
        call = (SendCall) handed;
    }
}
