package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionQueueStressTest {

    private static final int THREADS = 8;
    private static final int PER_THREAD = 20_000;

    private final Logger log = Logger.getLogger(CompletionQueue.class.getName());
    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final AtomicIntegerArray runs = new AtomicIntegerArray(THREADS * PER_THREAD);
    private final CountDownLatch all = new CountDownLatch(THREADS * PER_THREAD);

    @BeforeEach
    void silenceTheExpectedRefusals() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        log.setLevel(null);
        pool.shutdownNow();
    }

    /** Refuses a quarter of the tasks, drops a quarter after taking them, and runs the rest. */
    private void moody(Runnable task) {
        switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> throw new RejectedExecutionException("mood");
            case 1 -> pool.execute(() -> ((DrainTask) task).taskAborted(null, null, task, new Exception("mood")));
            default -> pool.submit(task);
        }
    }

    private static Runnable moodyContext(Runnable task) {
        return () -> {
            if (ThreadLocalRandom.current().nextInt(16) == 0) {
                throw new IllegalStateException("mood");
            }
            task.run();
        };
    }

    @Test
    void nothingIsLostOrRunTwiceWhileTheExecutorRefusesAtRandom() throws Exception {
        runFrom(queue(this::moody, CompletionQueueStressTest::moodyContext), false);
    }

    @Test
    void nothingIsLostOrRunTwiceWhileTheQueueIsClosed() throws Exception {
        runFrom(queue(pool::submit, UnaryOperator.identity()), true);
    }

    private static CompletionQueue queue(Executor executor, UnaryOperator<Runnable> context) {
        CompletionQueue queue = new CompletionQueue(() -> new ApplicationExecutor(executor, context));
        queue.captureContext();
        return queue;
    }

    private void runFrom(CompletionQueue queue, boolean closeMidway) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * PER_THREAD;
            Random random = new Random(seed + thread);
            threads.add(new Thread(() -> dispatchFrom(queue, first, random)));
        }
        threads.forEach(Thread::start);
        if (closeMidway) {
            threads.get(0).join(5);
            queue.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all.await(30, TimeUnit.SECONDS)).as("all completions ran").isTrue();
        for (int i = 0; i < runs.length(); i++) {
            assertThat(runs.get(i)).isEqualTo(1);
        }
    }

    private void dispatchFrom(CompletionQueue queue, int first, Random random) {
        int i = first;
        while (i < first + PER_THREAD) {
            int count = Math.min(1 + random.nextInt(8), first + PER_THREAD - i);
            if (count == 1) {
                queue.dispatch(completion(i), Runnable::run);
            } else {
                queue.dispatchAll(
                        IntStream.range(i, i + count).mapToObj(this::completion).toList(), Runnable::run);
            }
            i += count;
            if (random.nextInt(64) == 0) {
                Thread.yield();
            }
        }
    }

    private Runnable completion(int index) {
        return () -> {
            runs.incrementAndGet(index);
            all.countDown();
        };
    }
}
