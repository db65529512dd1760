package io.rocketjca.impl.producer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A stage that only its owner completes: whoever else holds it can wait and attach, but neither complete nor cancel it.
 * Stages derived from it, and {@link #toCompletableFuture}, are plain futures of the caller's own.
 */
public class ReadOnlyFuture<T> extends CompletableFuture<T> {

    /** A stage that has failed already. */
    public static <T> ReadOnlyFuture<T> failed(Throwable failure) {
        ReadOnlyFuture<T> stage = new ReadOnlyFuture<>();
        stage.settleExceptionally(failure);
        return stage;
    }

    protected final void settle(T value) {
        super.complete(value);
    }

    protected final void settleExceptionally(Throwable failure) {
        super.completeExceptionally(failure);
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    /** A copy that the caller may complete without any effect on this stage. */
    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> copy = new CompletableFuture<>();
        whenComplete((value, failure) -> {
            if (failure == null) {
                copy.complete(value);
            } else {
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }

    @Override
    public final boolean complete(T value) {
        return false;
    }

    @Override
    public final boolean completeExceptionally(Throwable failure) {
        return false;
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public final void obtrudeValue(T value) {
        throw refusal();
    }

    @Override
    public final void obtrudeException(Throwable failure) {
        throw refusal();
    }

    @Override
    public final CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        throw refusal();
    }

    @Override
    public final CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
        throw refusal();
    }

    @Override
    public final CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
        throw refusal();
    }

    @Override
    public final CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
        throw refusal();
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "Only the adapter completes the stage of a send; use toCompletableFuture() for a future of your own");
    }
}
