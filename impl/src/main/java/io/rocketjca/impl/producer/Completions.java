package io.rocketjca.impl.producer;

import io.rocketjca.CompletionDispatcher;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the completion of an asynchronous send or request to a thread where application code may run, whatever refuses.
 *
 * <p>In order: the dispatcher of the call, the adapter's executor, and, because a stage must complete and application code
 * must not run on an event loop, the common pool of the JVM, which refuses nothing. The last happens only while a container
 * shuts its executors down.
 */
public final class Completions implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Executor adapterExecutor;

    /** The same if it knows of bursts, or {@code null}. */
    private final BurstExecutor bursts;

    /**
     * @param adapterExecutor runs what has no dispatcher, and what a dispatcher refuses
     */
    public Completions(Executor adapterExecutor) {
        this.adapterExecutor = adapterExecutor;
        this.bursts = adapterExecutor instanceof BurstExecutor known ? known : null;
    }

    /** How many completions wait where a call with this dispatcher completes; those that were refused there included. */
    int waiting(CompletionDispatcher dispatcher) {
        int waiting = bursts == null ? 0 : bursts.waiting();
        return dispatcher == null ? waiting : Math.max(waiting, dispatcher.waiting());
    }

    /** Whether the calling thread runs such completions. */
    boolean servedByCaller(CompletionDispatcher dispatcher) {
        return dispatcher != null && dispatcher.servedByCaller() || bursts != null && bursts.servedByCaller();
    }

    /**
     * Has a completion run soon. It may run twice if a dispatcher takes it and then throws, so it must not mind.
     *
     * @param dispatcher the application's own place for completions, or {@code null}
     */
    public void complete(Runnable completion, CompletionDispatcher dispatcher) {
        if (dispatcher == null) {
            execute(completion);
            return;
        }
        try {
            dispatcher.dispatch(completion, this);
        } catch (RuntimeException | LinkageError refused) {
            LOG.debug("event=completion-refused by=dispatcher", refused);
            execute(completion);
        }
    }

    /**
     * Has many completions run soon, with one wake-up if the dispatcher or the executor knows how.
     *
     * @param completions in order; not kept
     */
    void completeAll(List<Runnable> completions, CompletionDispatcher dispatcher) {
        if (completions.size() == 1) {
            complete(completions.get(0), dispatcher);
        } else if (dispatcher == null) {
            executeAll(completions);
        } else {
            try {
                dispatcher.dispatchAll(completions, this);
            } catch (RuntimeException | LinkageError refused) {
                LOG.debug("event=completions-refused by=dispatcher", refused);
                executeAll(completions);
            }
        }
    }

    private void executeAll(List<Runnable> completions) {
        if (bursts != null) {
            try {
                bursts.executeAll(completions);
                return;
            } catch (RuntimeException | LinkageError refused) {
                LOG.debug("event=completions-refused by=adapter-executor", refused);
            }
        }
        completions.forEach(this::execute);
    }

    /** Runs a completion on the adapter's executor, or on the common pool if that refuses. */
    @Override
    public void execute(Runnable completion) {
        try {
            adapterExecutor.execute(completion);
        } catch (RuntimeException | LinkageError refused) {
            LOG.debug("event=completion-refused by=adapter-executor", refused);
            ForkJoinPool.commonPool().execute(completion);
        }
    }
}
