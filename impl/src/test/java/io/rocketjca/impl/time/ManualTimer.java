package io.rocketjca.impl.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer whose tasks run on the test's thread, when the test moves the clock past their time or runs them by hand. */
public final class ManualTimer implements Timer {

    private final ManualTicker ticker;
    private final List<Task> tasks = new ArrayList<>();
    private long order;

    public ManualTimer(ManualTicker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Scheduled once(Duration delay, Runnable task) {
        return add(delay, null, task);
    }

    @Override
    public Scheduled every(Duration firstDelay, Duration period, Runnable task) {
        return add(firstDelay, period, task);
    }

    /** Moves the clock, running each task at its very time, those of the same time in the order they were scheduled. */
    public void advance(Duration by) {
        long target = ticker.nanos() + by.toNanos();
        for (Task due = nextUntil(target); due != null; due = nextUntil(target)) {
            ticker.advance(Duration.ofNanos(Math.max(0, due.at - ticker.nanos())));
            run(due);
        }
        ticker.advance(Duration.ofNanos(target - ticker.nanos()));
    }

    /** Runs the next task now, wherever the clock stands. */
    public void runNext() {
        Task next = take();
        if (next == null) {
            throw new AssertionError("No task is scheduled");
        }
        run(next);
    }

    /** The number of tasks that will still run. */
    public synchronized int scheduled() {
        return tasks.size();
    }

    private void run(Task task) {
        try {
            task.action.run();
        } finally {
            repeat(task);
        }
    }

    private synchronized void repeat(Task task) {
        if (task.period != null && !task.cancelled) {
            task.at = ticker.nanos() + task.period.toNanos();
            task.order = order++;
            tasks.add(task);
        }
    }

    private synchronized Task nextUntil(long target) {
        Task next = first();
        if (next == null || next.at - target > 0) {
            return null;
        }
        tasks.remove(next);
        return next;
    }

    private synchronized Task take() {
        Task next = first();
        tasks.remove(next);
        return next;
    }

    private Task first() {
        Comparator<Task> byTime = (one, other) -> Long.signum(one.at - other.at);
        return tasks.stream().min(byTime.thenComparingLong(task -> task.order)).orElse(null);
    }

    private synchronized Scheduled add(Duration delay, Duration period, Runnable action) {
        Task task = new Task(action, period, ticker.nanos() + delay.toNanos(), order++);
        tasks.add(task);
        return task;
    }

    private synchronized void remove(Task task) {
        task.cancelled = true;
        tasks.remove(task);
    }

    private final class Task implements Scheduled {

        private final Runnable action;
        private final Duration period;
        private long at;
        private long order;
        private boolean cancelled;

        private Task(Runnable action, Duration period, long at, long order) {
            this.action = action;
            this.period = period;
            this.at = at;
            this.order = order;
        }

        @Override
        public void cancel() {
            remove(this);
        }
    }
}
