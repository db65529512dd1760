package io.rocketjca.impl.client;

import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client does over and over until it ends. Thread-safe. */
final class RepeatedTasks {

    private final Timer timer;
    private final List<Timer.Scheduled> scheduled = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    RepeatedTasks(Timer timer) {
        this.timer = timer;
    }

    /** Repeats a task, also if it fails; after {@link #cancel} it is planned no more. */
    void every(Duration first, Duration period, String name, Runnable body) {
        scheduled.add(timer.every(first, period, new SurvivingTask(name, body)));
        if (cancelled) {
            cancel(); // it was cancelled meanwhile
        }
    }

    void every(Duration period, String name, Runnable body) {
        every(period, period, name, body);
    }

    /** Ends all of them; one that is running ends its round. */
    void cancel() {
        cancelled = true;
        scheduled.forEach(Timer.Scheduled::cancel);
    }
}
