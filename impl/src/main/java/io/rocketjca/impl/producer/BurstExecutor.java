package io.rocketjca.impl.producer;

import java.util.Collection;
import java.util.concurrent.Executor;

/** An executor that takes many tasks with one wake-up. */
public interface BurstExecutor extends Executor {

    /** As if each were given to {@link #execute}, in this order; the collection is not kept. */
    void executeAll(Collection<? extends Runnable> tasks);

    /** About how many tasks wait. */
    int waiting();

    /** Whether the calling thread runs tasks of this executor, so that it must not wait for them. */
    boolean servedByCaller();
}
