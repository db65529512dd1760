package io.rocketjca.cdi;

import io.rocketjca.CompletionDispatcher;
import java.lang.System.Logger;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import javax.naming.NamingException;

/**
 * The one queue between the adapter's I/O threads and the application's executor: a burst of completions costs one task.
 *
 * <p>Every completion runs exactly once: on the executor, in the application's context, or else through its fallback. Each is
 * taken once from its {@link PendingBurst}; {@code scheduled} is true while one thread, or one submitted task, owes the queue a look.
 * The adapter asks how many wait, and holds asynchronous sends back while they are too many: so an application whose
 * dependents are slower than its brokers slows down, and this queue does not grow.
 */
final class CompletionQueue implements CompletionDispatcher {

    /** So many completions run in one task; then other tasks of the application get their turn. */
    static final int BURST_COUNT = 1024;

    /** So often the context is asked for in vain before the queue stays with the fallbacks. */
    private static final int CAPTURE_ATTEMPTS = 16;

    private static final Logger LOG = System.getLogger(CompletionQueue.class.getName());

    private final ApplicationExecutor.Source source;
    private final Queue<PendingBurst> pending = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final AtomicInteger captureAttempts = new AtomicInteger();
    private final AtomicReference<Captured> captured = new AtomicReference<>();
    /** How many were ever added to {@link #pending}, and taken from it: apart, as different threads count them. */
    private final AtomicLong added = new AtomicLong();

    private final LongAdder taken = new LongAdder();

    /** Who runs a burst now, if anybody; there is one at most. */
    private volatile Thread server;

    private volatile boolean closed;

    CompletionQueue(ApplicationExecutor.Source source) {
        this.source = source;
    }

    /**
     * Keeps the calling thread's context for all completions, unless one is kept already. An I/O thread has no context of
     * its own, so this is called at the application's start and, should that not do, on the threads that send.
     */
    void captureContext() {
        if (captured.get() != null || captureAttempts.get() >= CAPTURE_ATTEMPTS) {
            return;
        }
        int attempt = captureAttempts.incrementAndGet();
        try {
            ApplicationExecutor application = source.get();
            Runnable burst = application.contextual().apply(this::runBurst);
            captured.compareAndSet(null, new Captured(application.executor(), burst));
        } catch (NamingException | RuntimeException e) {
            LOG.log(
                    attempt == CAPTURE_ATTEMPTS ? Logger.Level.WARNING : Logger.Level.DEBUG,
                    "managedExecutor=unavailable attempt=" + attempt + " completions=fallback",
                    e);
        }
    }

    @Override
    public void dispatch(Runnable completion, Executor fallback) {
        added.incrementAndGet();
        pending.add(new PendingBurst(new Object[] {completion}, fallback, taken));
        look();
    }

    @Override
    public void dispatchAll(Collection<? extends Runnable> completions, Executor fallback) {
        added.addAndGet(completions.size());
        pending.add(new PendingBurst(completions.toArray(), fallback, taken));
        look();
    }

    @Override
    public int waiting() {
        return (int) (added.get() - taken.sum());
    }

    @Override
    public boolean servedByCaller() {
        return Thread.currentThread() == server;
    }

    private void look() {
        if (closed || captured.get() == null) {
            handOver();
        } else {
            schedule();
        }
    }

    /** Hands everything to the fallbacks, now and from now on. */
    void close() {
        closed = true;
        handOver();
    }

    private void schedule() {
        while (next() != null && scheduled.compareAndSet(false, true)) {
            if (submit()) {
                return;
            }
            handOver();
            scheduled.set(false);
        }
    }

    /** Returns false if the executor refused, so that the caller still owes the queue a look. */
    private boolean submit() {
        DrainTask task = new DrainTask(this::drain, this::abort);
        try {
            captured.get().executor().execute(task);
            refusing.set(false);
            return true;
        } catch (RuntimeException | Error e) {
            tellRefusal(e);
            return !task.claim();
        }
    }

    private void drain() {
        boolean finished = false;
        try {
            captured.get().burst().run();
            finished = true;
        } finally {
            if (!finished) {
                handOver();
            }
            scheduled.set(false);
            schedule();
        }
    }

    private void abort(Throwable cause) {
        tellRefusal(cause);
        handOver();
        scheduled.set(false);
        schedule();
    }

    private void runBurst() {
        server = Thread.currentThread();
        try {
            int ran = 0;
            for (PendingBurst next = next(); next != null && ran < BURST_COUNT; next = next()) {
                ran += next.run(BURST_COUNT - ran);
            }
        } finally {
            server = null;
        }
    }

    private void handOver() {
        for (PendingBurst next = next(); next != null; next = next()) {
            next.fallBack();
        }
    }

    /** The first of which something is left, or {@code null}. */
    private PendingBurst next() {
        PendingBurst first = pending.peek();
        while (first != null && first.isEmpty()) {
            pending.remove(first); // by whoever comes first; it is at the head, so nothing is searched
            first = pending.peek();
        }
        return first;
    }

    private void tellRefusal(Throwable cause) {
        if (refusing.compareAndSet(false, true)) {
            LOG.log(Logger.Level.WARNING, "managedExecutor=refused completions=fallback", cause);
        }
    }

    /** The application's executor, and {@link #runBurst} in the application's context. */
    private record Captured(Executor executor, Runnable burst) {}
}
