package io.rocketjca.cdi;

import java.lang.System.Logger;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Completions that came together, in order, and who takes them if the executor does not. Each is taken once, whoever else takes
 * some at the same time.
 */
final class PendingBurst {

    private static final Logger LOG = System.getLogger(PendingBurst.class.getName());

    private final Object[] completions;
    private final Executor fallback;
    private final LongAdder taken;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * @param taken counts each that is taken, before it runs
     */
    PendingBurst(Object[] completions, Executor fallback, LongAdder taken) {
        this.completions = completions;
        this.fallback = fallback;
        this.taken = taken;
    }

    /** Runs as many as it may; returns how many those were. */
    int run(int most) {
        for (int ran = 0; ran < most; ran++) {
            Runnable completion = take();
            if (completion == null) {
                return ran;
            }
            run(completion);
        }
        return most;
    }

    /** Gives all that nobody has taken to the fallback. */
    void fallBack() {
        for (Runnable completion = take(); completion != null; completion = take()) {
            try {
                fallback.execute(completion);
            } catch (RejectedExecutionException e) {
                LOG.log(Logger.Level.WARNING, "fallback=refused completions=here", e);
                run(completion);
            }
        }
    }

    /** Whether all are taken. */
    boolean isEmpty() {
        return next.get() >= completions.length;
    }

    private Runnable take() {
        int mine = isEmpty() ? completions.length : next.getAndIncrement();
        if (mine >= completions.length) {
            return null;
        }
        Runnable completion = (Runnable) completions[mine];
        completions[mine] = null; // done with, while others of the burst may wait for long
        taken.increment();
        return completion;
    }

    private static void run(Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "completion=threw", e);
        }
    }
}
