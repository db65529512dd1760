package io.rocketjca.impl.connector;

import io.rocketjca.impl.producer.BurstExecutor;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks on work threads of the container: a burst of tasks shares a few works, and a work manager that refuses
 * is replaced by {@code lastResort} for that burst, so that no task is ever lost.
 *
 * <p>How many wait is told to those who send: applications that are slower than brokers are held back.
 */
final class WorkManagerExecutor implements BurstExecutor {

    /** The most works at a time; more than one, so that a task that blocks does not hold up all others. */
    static final int MAX_WORKS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(WorkManagerExecutor.class);

    private final WorkManager workManager;
    private final Executor lastResort;
    private final Queue<TaskBurst> bursts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger works = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicLong added = new AtomicLong();
    private final LongAdder taken = new LongAdder();
    private final Set<Thread> servers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refused = new AtomicBoolean();

    WorkManagerExecutor(WorkManager workManager, Executor lastResort) {
        this.workManager = workManager;
        this.lastResort = lastResort;
    }

    @Override
    public void execute(Runnable task) {
        added.incrementAndGet();
        bursts.add(new TaskBurst(task));
        startWorkIfNoneIsFree();
    }

    @Override
    public void executeAll(Collection<? extends Runnable> more) {
        added.addAndGet(more.size());
        bursts.add(new TaskBurst(more.toArray(new Runnable[0])));
        startWorkIfNoneIsFree();
    }

    @Override
    public int waiting() {
        return (int) (added.get() - taken.sum());
    }

    @Override
    public boolean servedByCaller() {
        return servers.contains(Thread.currentThread());
    }

    private Runnable next() {
        for (TaskBurst burst = bursts.peek(); burst != null; burst = bursts.peek()) {
            Runnable task = burst.poll();
            if (task != null) {
                taken.increment();
                return task;
            }
            bursts.remove(burst);
        }
        return null;
    }

    private void startWorkIfNoneIsFree() {
        int running = works.get();
        while (running < MAX_WORKS && busy.get() >= running) {
            if (works.compareAndSet(running, running + 1)) {
                submit(new Drain());
                return;
            }
            running = works.get();
        }
    }

    private void submit(Drain drain) {
        try {
            workManager.scheduleWork(drain);
            refused.set(false);
        } catch (WorkException | RuntimeException refusal) {
            if (refused.compareAndSet(false, true)) {
                LOG.warn("event=work_refused fallback=last_resort reason=\"{}\"", refusal.toString());
            }
            lastResort.execute(drain);
        }
    }

    /** Runs tasks until none is left or the container asks for the thread back. */
    private final class Drain implements Work {

        private final AtomicBoolean released = new AtomicBoolean();

        @Override
        public void run() {
            servers.add(Thread.currentThread());
            try {
                Runnable task = next();
                while (task != null) {
                    runOne(task);
                    task = released.get() ? null : next();
                }
            } finally {
                servers.remove(Thread.currentThread());
                works.decrementAndGet();
                if (!bursts.isEmpty()) {
                    startWorkIfNoneIsFree();
                }
            }
        }

        private void runOne(Runnable task) {
            busy.incrementAndGet();
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.warn("event=completion_failed", failure);
            } finally {
                busy.decrementAndGet();
            }
        }

        @Override
        public void release() {
            released.set(true);
        }
    }
}
