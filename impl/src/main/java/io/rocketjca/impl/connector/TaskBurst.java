package io.rocketjca.impl.connector;

import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that came together, taken one by one by any thread: one entry of a queue instead of one per task. */
final class TaskBurst {

    private final Runnable[] tasks;
    private final AtomicInteger next = new AtomicInteger();

    /** Keeps the array. */
    TaskBurst(Runnable... tasks) {
        this.tasks = tasks;
    }

    /** The next task that nobody has taken, or {@code null} if all are taken. */
    Runnable poll() {
        int place = next.get() < tasks.length ? next.getAndIncrement() : tasks.length;
        if (place >= tasks.length) {
            return null;
        }
        Runnable task = tasks[place];
        tasks[place] = null;
        return task;
    }
}
