package io.rocketjca;

import java.util.Collection;
import java.util.concurrent.Executor;

/**
 * Where the completions of {@code sendAsync} run: the seam between an application's executor and the adapter.
 *
 * <p>It travels with each call in {@link SendOptions} and belongs to the application; the adapter keeps it only while that
 * call is under way. Most applications never see it: an injected {@link MessageSender} brings its own.
 */
@FunctionalInterface
public interface CompletionDispatcher {

    /**
     * Takes a completion to run soon, on a thread of the application. Called on an I/O thread, so it must neither block nor
     * run the completion itself; it may be called by several threads at once.
     *
     * @param completion completes one stage and so runs what the application attached to it; never throws
     * @param fallback takes the completion if the application's own executor refuses it, so that no stage is left open
     */
    void dispatch(Runnable completion, Executor fallback);

    /**
     * Takes many completions at once, in this order. Worth overriding where they can share one wake-up.
     *
     * @param completions what {@link #dispatch} would take one by one; not to be kept
     * @param fallback as for {@link #dispatch}
     */
    default void dispatchAll(Collection<? extends Runnable> completions, Executor fallback) {
        for (Runnable completion : completions) {
            dispatch(completion, fallback);
        }
    }

    /**
     * Tells how many completions wait here. While they are more than the messages that may be under way
     * ({@code maxInFlightMessages}), further asynchronous sends wait, or fail, as they do when too many messages are under
     * way. Asked before each of them, so it must be quick.
     *
     * @return about how many completions were taken and have not run; 0 if that is not known
     */
    default int waiting() {
        return 0;
    }

    /**
     * Tells whether the calling thread runs completions of this dispatcher right now, so that it must not wait for others.
     *
     * @return whether the calling thread is in a completion
     */
    default boolean servedByCaller() {
        return false;
    }
}
