package io.rocketjca.bench.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One calling thread: sends in one mode until it is told to stop. */
final class Caller implements Runnable {

    /** Only so few asynchronous messages are timed: reading the clock twice would cost a third of sending. */
    private static final int TIMED_ONE_IN = 64;

    private static final long DRAIN_NANOS = 10_000_000_000L;

    private final String mode;
    private final Producer[] producers;
    private final Window window;
    private final Pace pace;
    private final Latency latency;
    private final LongAdder failures;
    private final AtomicLong done = new AtomicLong();
    private final Completion counting = this::complete;
    private volatile boolean stopping;

    Caller(RunRequest request, Producer[] producers, Latency latency, LongAdder failures) {
        this.mode = request.mode();
        this.producers = producers;
        this.window = new Window(Math.max(1, request.window() / request.threads()));
        this.pace = new Pace(request.rate() / request.threads());
        this.latency = latency;
        this.failures = failures;
    }

    /** How many messages have ended, or were handed over if nobody answers them. */
    long done() {
        return mode.equals("async") ? window.completed() : done.get();
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        switch (mode) {
            case "sync" -> sync(Producer::send);
            case "tx" -> sync(Producer::sendInTransaction);
            case "batch" -> batch();
            case "async" -> async();
            case "oneway" -> oneWay();
            default -> throw new IllegalArgumentException("No such mode: " + mode);
        }
    }

    /** What is done with a producer, and has ended when it returns. */
    private interface Call {
        void on(Producer producer) throws Exception;
    }

    private void sync(Call call) {
        long count = 0;
        while (!stopping) {
            pace.await();
            long start = pace.startNanos();
            try {
                call.on(next(count));
                latency.record(System.nanoTime() - start);
            } catch (Exception e) {
                failed(e);
            }
            done.lazySet(++count);
        }
    }

    /** The latency is that of the whole batch. */
    private void batch() {
        long count = 0;
        while (!stopping) {
            long start = System.nanoTime();
            try {
                next(count / Producer.BATCH).sendBatch();
                latency.record(System.nanoTime() - start);
            } catch (Exception e) {
                failed(e);
            }
            count += Producer.BATCH;
            done.lazySet(count);
        }
    }

    private void async() {
        long count = 0;
        while (!stopping) {
            pace.await();
            window.enter();
            Completion completion = count % TIMED_ONE_IN == 0 ? timed(pace.startNanos()) : counting;
            next(count++).sendAsync(completion);
        }
        failures.add(window.drain(System.nanoTime() + DRAIN_NANOS));
    }

    private void oneWay() {
        long count = 0;
        while (!stopping) {
            pace.await();
            try {
                next(count).sendOneWay();
            } catch (Exception e) {
                failed(e);
            }
            done.lazySet(++count);
        }
    }

    private Producer next(long count) {
        return producers.length == 1 ? producers[0] : producers[(int) (count % producers.length)];
    }

    private Completion timed(long start) {
        return (result, failure) -> {
            latency.record(System.nanoTime() - start);
            complete(result, failure);
        };
    }

    private void complete(Object result, Throwable failure) {
        if (failure != null) {
            failed(failure);
        }
        window.leave();
    }

    private void failed(Throwable failure) {
        failures.increment();
        if (failures.sum() == 1) {
            System.err.println("first failure: " + failure);
        }
    }
}
