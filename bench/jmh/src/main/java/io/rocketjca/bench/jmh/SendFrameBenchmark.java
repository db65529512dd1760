package io.rocketjca.bench.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.request.PreparedMessage;
import io.rocketjca.impl.protocol.request.SendFrameTemplate;
import io.rocketjca.impl.protocol.request.SendTarget;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Encoding one send request of 128 bytes from its template. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendFrameBenchmark {

    private static final SendTarget TARGET =
            new SendTarget(RequestCode.SEND_MESSAGE_V2, "bench", "orders", "TBW102", 4, "broker-a", 3, false);
    private static final PreparedMessage MESSAGE =
            new Prepared("TAGS\u0001bench\u0002".getBytes(US_ASCII), new byte[128]);

    @Param
    public HeaderEncoding encoding;

    private final ByteBuf out = Unpooled.directBuffer(4096);
    private SendFrameTemplate template;
    private int opaque = 1 << 30;

    /** Makes the template at the first call, when the parameter is known. */
    private SendFrameTemplate template() {
        if (template == null) {
            template = SendFrameTemplate.of(encoding, TARGET, new RequestSigner.Anonymous());
        }
        return template;
    }

    @Benchmark
    public int write() {
        template().write(out.clear(), opaque++, false, MESSAGE);
        return out.writerIndex();
    }

    private record Prepared(byte[] properties, byte[] body) implements PreparedMessage {

        @Override
        public long uniqueKeyHigh() {
            return 0x7F00_0001_0000_1234L;
        }

        @Override
        public long uniqueKeyLow() {
            return 0x5678_9ABC_DEF0_0001L;
        }

        @Override
        public boolean waitStored() {
            return true;
        }

        @Override
        public int flag() {
            return 0;
        }

        @Override
        public int sysFlag() {
            return 0;
        }

        @Override
        public long bornMillis() {
            return 1_700_000_000_000L;
        }
    }
}
