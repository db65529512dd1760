package io.rocketjca.bench.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** One measured run: callers start, settle, are measured for a while, and stop. */
public final class Run {

    private static final long SETTLE_MILLIS = 300;
    private static final long STOP_MILLIS = 20_000;

    private final Subject subject;
    private final RunRequest request;
    private final Latency latency = new Latency();
    private final LongAdder failures = new LongAdder();

    public Run(Subject subject, RunRequest request) {
        this.subject = subject;
        this.request = request;
    }

    /** Returns the figures by name. */
    public Map<String, Double> execute() throws Exception {
        Map<String, Double> report = request.mode().equals("pipe") ? pipe() : callers();
        report.put("failed", (double) failures.sum());
        return report;
    }

    private Map<String, Double> pipe() throws Exception {
        AtomicLong answered = new AtomicLong();
        byte[] body = Bodies.of(request.topic());
        Runnable stop = ((Pipe) subject).pipe(request.topic(), body, request.window(), answered);
        try {
            return measure(answered::get);
        } finally {
            stop.run();
        }
    }

    private Map<String, Double> callers() throws Exception {
        List<Producer> producers = new ArrayList<>();
        List<Caller> callers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < request.threads(); i++) {
            Caller caller = new Caller(request, producersOfOneThread(producers), latency, failures);
            callers.add(caller);
            threads.add(subject.thread(caller, "caller-" + i));
        }
        threads.forEach(Thread::start);
        try {
            return measure(() -> callers.stream().mapToLong(Caller::done).sum());
        } finally {
            callers.forEach(Caller::stop);
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS);
            }
            producers.forEach(Producer::close);
        }
    }

    private Producer[] producersOfOneThread(List<Producer> all) throws Exception {
        Producer[] own = new Producer[request.producers()];
        byte[] body = Bodies.of(request.topic());
        for (int i = 0; i < own.length; i++) {
            own[i] = subject.producer(i, request.topic(), body);
            all.add(own[i]);
        }
        return own;
    }

    private Map<String, Double> measure(LongSupplier done) throws Exception {
        Thread.sleep(SETTLE_MILLIS);
        latency.begin();
        Snapshot before = Snapshot.take(request.server());
        long first = done.getAsLong();
        Thread.sleep(request.millis());
        long messages = done.getAsLong() - first;
        Snapshot after = Snapshot.take(request.server());
        latency.end();
        Map<String, Double> report = new LinkedHashMap<>();
        after.addTo(report, before, messages);
        latency.addTo(report);
        return report;
    }
}
