package io.rocketjca.bench.jmh;

import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.producer.BrokerAccess;
import io.rocketjca.impl.producer.CompletionBurst;
import io.rocketjca.impl.producer.InFlightLimit;
import io.rocketjca.impl.producer.SendEnvironment;
import io.rocketjca.impl.producer.SendGate;
import io.rocketjca.impl.producer.SendPipeline;
import io.rocketjca.impl.producer.SendRoom;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.WallClock;
import java.time.ZoneOffset;
import java.util.Random;

/** A send pipeline in which everything is real but its surroundings. */
public final class Steps {

    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_BYTES = 64 << 20;

    private final CompletionBurst burst = new CompletionBurst();
    private final SendPipeline pipeline;

    public Steps(HeaderEncoding encoding, Surroundings around) {
        pipeline = new SendPipeline(
                ProducerConfig.defaults("bench"),
                new SendEnvironment(
                        new BrokerAccess(
                                around,
                                around,
                                new LatencyFaultTolerance(Ticker.system()),
                                encoding,
                                new RequestSigner.Anonymous()),
                        new TimeSource(Ticker.system(), WallClock.system(), around),
                        new SendRoom(
                                new InFlightLimit(MOST_MESSAGES, MOST_BYTES, Ticker.system()),
                                new SendGate(),
                                burst,
                                Runnable::run),
                        new UniqueIdSource(new byte[] {10, 1, 2, 3}, 1, ZoneOffset.UTC),
                        new Random(1),
                        null));
    }

    public SendPipeline pipeline() {
        return pipeline;
    }

    /** Tells the callers of what was answered. */
    public void endBurst() {
        burst.end();
    }
}
