package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.latency.LatencyFaultTolerance;
import io.rocketjca.impl.protocol.HeaderEncoding;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.ManualTicker;
import io.rocketjca.impl.time.ManualTimer;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** A pipeline on scripted connections and routes, with time driven by hand. Completions run on the I/O thread. */
final class SendFixture {

    static final String TOPIC = "orders";
    static final long NOW_MILLIS = 1_790_000_000_000L;

    final ManualTicker ticker = new ManualTicker();
    final ManualTimer timer = new ManualTimer(ticker);
    final ScriptedRoutes routes = new ScriptedRoutes();
    final ScriptedRemoting remoting = new ScriptedRemoting();
    final InFlightLimit limit = new InFlightLimit(100, 64 << 20, ticker);
    final LatencyFaultTolerance faults = new LatencyFaultTolerance(ticker);
    final SendGate gate = new SendGate();
    private CompletionBurst burst = CompletionBurst.ofOne();
    private Executor fallback = Runnable::run;
    private ProducerConfig config = config(2);
    private SendListener listener;

    static ProducerConfig config(int retries) {
        return ProducerConfigs.of("g1").attempts(Duration.ofSeconds(3), retries).build();
    }

    static Message message() {
        return Message.to(TOPIC).body("hello".getBytes()).build();
    }

    SendFixture config(ProducerConfig newConfig) {
        config = newConfig;
        return this;
    }

    /** Lets the test end the bursts. */
    SendFixture burst(CompletionBurst newBurst) {
        burst = newBurst;
        return this;
    }

    SendFixture fallback(Executor newFallback) {
        fallback = newFallback;
        return this;
    }

    SendFixture listener(SendListener newListener) {
        listener = newListener;
        return this;
    }

    SendPipeline pipeline() {
        return pipeline(limit);
    }

    SendPipeline pipeline(InFlightLimit otherLimit) {
        UniqueIdSource ids = new UniqueIdSource(new byte[] {10, 1, 2, 3}, 0x1234_5678_9ABCL, ZoneOffset.UTC);
        return new SendPipeline(
                config,
                new SendEnvironment(
                        new BrokerAccess(
                                remoting, routes, faults, HeaderEncoding.BINARY, new RequestSigner.Anonymous()),
                        new TimeSource(ticker, () -> NOW_MILLIS, timer),
                        new SendRoom(otherLimit, gate, burst, fallback),
                        ids,
                        new Random(1),
                        listener));
    }

    /** Sends one message in a mode and returns its end; one-way sends end with {@code null}. */
    CompletableFuture<SendReceipt> send(SendMode mode) {
        return send(mode, message());
    }

    CompletableFuture<SendReceipt> send(SendMode mode, Message message) {
        SendPipeline pipeline = pipeline();
        return switch (mode) {
            case ASYNC -> pipeline.sendAsync(message, SendOptions.defaults()).toCompletableFuture();
            case SYNC -> inThread(() -> pipeline.send(message, SendOptions.defaults()));
            case ONE_WAY ->
                inThread(() -> {
                    pipeline.sendOneWay(message, SendOptions.defaults());
                    return null;
                });
        };
    }

    /** Sends one message, moving time forward until the send has ended. */
    SendReceipt receipt(SendMode mode) {
        return drive(send(mode)).join();
    }

    /** The exception with which a send ends. */
    Throwable failure(SendMode mode) {
        return failureOf(drive(send(mode)));
    }

    static Throwable failureOf(CompletableFuture<?> ended) {
        return ended.handle((value, failure) -> failure).join();
    }

    /** Moves time forward in small steps while tasks wait for it, until the future is done. */
    <T> CompletableFuture<T> drive(CompletableFuture<T> future) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!future.isDone()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError("The send does not end");
            }
            if (timer.scheduled() > 0) {
                // Hand-driven hours pass in no time: a sending thread between two steps must not miss its deadline for
                // that.
                LockSupport.parkNanos(50_000);
                timer.advance(Duration.ofMillis(5));
            } else {
                Thread.yield();
            }
        }
        return future;
    }

    static <T> CompletableFuture<T> inThread(java.util.concurrent.Callable<T> work) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(work.call());
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
