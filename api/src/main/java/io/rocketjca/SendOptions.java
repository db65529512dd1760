package io.rocketjca;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a caller may say about one send, apart from the message itself. Immutable; made once and used for many sends.
 *
 * @param timeout the time in which the send must end, including the wait for a route and all retries; greater than zero, or
 *     {@code null} for the {@code sendTimeoutMillis} of the connection factory; a timeout of the {@linkplain
 *     MessageOptions#timeout() message's own} comes before it
 * @param completions where the completions of {@code sendAsync} run, or {@code null} for a work thread of the container
 * @param interceptors who stands around the send, outermost first; {@code null} for nobody
 * @param transaction how the send stands to the caller's transaction
 */
public record SendOptions(
        Duration timeout,
        CompletionDispatcher completions,
        List<SendInterceptor> interceptors,
        TransactionMode transaction) {

    private static final SendOptions DEFAULTS = new SendOptions(null, null, null, TransactionMode.JOIN);

    /**
     * Checks the timeout; a list without interceptors becomes {@code null}.
     *
     * @param timeout the time in which the send must end, or {@code null}
     * @param completions where completions run, or {@code null}
     * @param interceptors who stands around the send, or {@code null}; copied
     * @param transaction how the send stands to the caller's transaction
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public SendOptions {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("The send timeout must be greater than zero, but is " + timeout);
        }
        interceptors = interceptors == null || interceptors.isEmpty() ? null : List.copyOf(interceptors);
        Objects.requireNonNull(transaction, "transaction");
    }

    /**
     * Makes options of sends that join the caller's transaction.
     *
     * @param timeout the time in which the send must end, or {@code null}
     * @param completions where completions run, or {@code null}
     * @param interceptors who stands around the send, or {@code null}; copied
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public SendOptions(Duration timeout, CompletionDispatcher completions, List<SendInterceptor> interceptors) {
        this(timeout, completions, interceptors, TransactionMode.JOIN);
    }

    /**
     * Makes options without interceptors.
     *
     * @param timeout the time in which the send must end, or {@code null}
     * @param completions where completions run, or {@code null}
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public SendOptions(Duration timeout, CompletionDispatcher completions) {
        this(timeout, completions, null);
    }

    /**
     * Returns the options that leave everything to the connection factory.
     *
     * @return options without timeout and without dispatcher
     */
    public static SendOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these options with another timeout.
     *
     * @param newTimeout the time in which the send must end; greater than zero
     * @return new options
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public SendOptions withTimeout(Duration newTimeout) {
        return new SendOptions(Objects.requireNonNull(newTimeout, "timeout"), completions, interceptors, transaction);
    }

    /**
     * Returns these options with another place for completions to run.
     *
     * @param newCompletions takes the completions of {@code sendAsync}
     * @return new options
     */
    public SendOptions withCompletions(CompletionDispatcher newCompletions) {
        return new SendOptions(
                timeout, Objects.requireNonNull(newCompletions, "completions"), interceptors, transaction);
    }

    /**
     * Returns these options with other interceptors.
     *
     * @param newInterceptors who stands around the send, outermost first; empty for nobody
     * @return new options
     */
    public SendOptions withInterceptors(List<SendInterceptor> newInterceptors) {
        return new SendOptions(
                timeout, completions, Objects.requireNonNull(newInterceptors, "interceptors"), transaction);
    }

    /**
     * Returns these options with another stand to the caller's transaction.
     *
     * @param mode how the send stands to the caller's transaction
     * @return new options
     */
    public SendOptions withTransaction(TransactionMode mode) {
        return new SendOptions(timeout, completions, interceptors, Objects.requireNonNull(mode, "mode"));
    }
}
