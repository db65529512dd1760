package io.rocketjca.impl.connector;

import io.rocketjca.impl.producer.BurstExecutor;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An executor of others that knows how many of its tasks wait; for completions where there is no container. */
final class CountedExecutor implements BurstExecutor {

    private final Executor executor;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<Thread> servers = ConcurrentHashMap.newKeySet();

    CountedExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        waiting.incrementAndGet();
        executor.execute(() -> run(task));
    }

    @Override
    public void executeAll(Collection<? extends Runnable> tasks) {
        tasks.forEach(this::execute);
    }

    @Override
    public int waiting() {
        return waiting.get();
    }

    @Override
    public boolean servedByCaller() {
        return servers.contains(Thread.currentThread());
    }

    private void run(Runnable task) {
        waiting.decrementAndGet();
        servers.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            servers.remove(Thread.currentThread());
        }
    }
}
