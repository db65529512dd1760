package io.rocketjca.cdi;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedTask;
import jakarta.enterprise.concurrent.ManagedTaskListener;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One visit to the completion queue, which happens once at most: as a task that runs, as one that a container dropped
 * although it had taken it, or by the submitter after a refusal.
 */
final class DrainTask implements Runnable, ManagedTask, ManagedTaskListener {

    private static final Map<String, String> PROPERTIES = Map.of(ManagedTask.IDENTITY_NAME, "rocketjca-completions");

    private final Runnable visit;
    private final Consumer<Throwable> dropped;
    private final AtomicBoolean claimed = new AtomicBoolean();

    DrainTask(Runnable visit, Consumer<Throwable> dropped) {
        this.visit = visit;
        this.dropped = dropped;
    }

    /** Returns true to the first caller only, who then has to make the visit. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (claim()) {
            visit.run();
        }
    }

    @Override
    public void taskAborted(Future<?> future, ManagedExecutorService executor, Object task, Throwable cause) {
        drop(cause);
    }

    @Override
    public void taskDone(Future<?> future, ManagedExecutorService executor, Object task, Throwable cause) {
        drop(cause);
    }

    @Override
    public void taskSubmitted(Future<?> future, ManagedExecutorService executor, Object task) {
        // Nothing is owed before the task has run or failed.
    }

    @Override
    public void taskStarting(Future<?> future, ManagedExecutorService executor, Object task) {
        // The task itself claims the visit.
    }

    @Override
    public ManagedTaskListener getManagedTaskListener() {
        return this;
    }

    @Override
    public Map<String, String> getExecutionProperties() {
        return PROPERTIES;
    }

    private void drop(Throwable cause) {
        if (claim()) {
            dropped.accept(cause);
        }
    }
}
