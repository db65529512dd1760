package io.rocketjca;

import java.time.Duration;
import java.util.Objects;

/**
 * What a caller may say about one send, apart from the message itself. Immutable; made once and used for many sends.
 *
 * @param timeout the time in which the send must end, including the wait for a route and all retries; greater than zero, or
 *     {@code null} for the {@code sendTimeoutMillis} of the connection factory; a timeout of the {@linkplain
 *     MessageOptions#timeout() message's own} comes before it
 * @param completions where the completions of {@code sendAsync} run, or {@code null} for a work thread of the container
 */
public record SendOptions(Duration timeout, CompletionDispatcher completions) {

    private static final SendOptions DEFAULTS = new SendOptions(null, null);

    /**
     * Checks the timeout.
     *
     * @param timeout the time in which the send must end, or {@code null}
     * @param completions where completions run, or {@code null}
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    public SendOptions {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("The send timeout must be greater than zero, but is " + timeout);
        }
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
        return new SendOptions(Objects.requireNonNull(newTimeout, "timeout"), completions);
    }

    /**
     * Returns these options with another place for completions to run.
     *
     * @param newCompletions takes the completions of {@code sendAsync}
     * @return new options
     */
    public SendOptions withCompletions(CompletionDispatcher newCompletions) {
        return new SendOptions(timeout, Objects.requireNonNull(newCompletions, "completions"));
    }
}
