package io.rocketjca.impl.transaction.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same thing on several threads at once. */
final class Threads {

    interface Task {
        void run(int thread) throws Exception;
    }

    private Threads() {}

    /** Returns when all are done; throws what one of them threw. */
    static void run(int count, Task task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                all.add(threads.submit(() -> {
                    task.run(thread);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(4, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
