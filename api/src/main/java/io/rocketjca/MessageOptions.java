package io.rocketjca;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What only few messages ask for. Immutable; made once and used for many messages.
 *
 * <p>A message is of one kind: at most one of {@code delayLevel}, {@code deliverAt}, {@code deliverAfter}, {@code priority} and
 * {@code liteTopic} may be set, and none of them together with an ordering key.
 *
 * @param delayLevel which of the broker's fixed delays the message waits before consumers see it, from 1 (as brokers are
 *     configured by default, one second) to 18 (two hours); 0 for none. All brokers know it
 * @param deliverAt when consumers may see the message, at the earliest; brokers count whole seconds and refuse more than three
 *     days ahead unless configured otherwise; {@code null} for at once. Needs brokers since 5.0
 * @param deliverAfter how long the message waits, counted by the broker from its arrival, with the same limits; {@code null}
 *     for not at all
 * @param priority the priority, 0 or higher, by which the broker chooses the queue; -1 for none. Brokers before 5.4 ignore it
 * @param liteTopic the lite topic within the message's topic, or {@code null}; needs brokers since 5.5
 * @param waitStored whether the broker answers only once the message is as safe as the broker is configured to make it; {@code
 *     false} is faster, and may lose a message that was answered for
 * @param bornTime when the message came into being, for consumers to see, or {@code null} for when it is sent
 * @param timeout the time in which the send must end, before what {@link SendOptions} or the factory say; {@code null} for those
 */
public record MessageOptions(
        int delayLevel,
        Instant deliverAt,
        Duration deliverAfter,
        int priority,
        String liteTopic,
        boolean waitStored,
        Instant bornTime,
        Duration timeout) {

    /** The highest delay level that brokers have unless configured otherwise; they take a higher one for it. */
    public static final int MAX_DELAY_LEVEL = 18;

    private static final MessageOptions DEFAULTS = new MessageOptions(0, null, null, -1, null, true, null, null);

    /**
     * Checks each value by itself and that the message is of one kind.
     *
     * @param delayLevel the delay level, or 0
     * @param deliverAt the delivery time, or {@code null}
     * @param deliverAfter the delay, or {@code null}
     * @param priority the priority, or -1
     * @param liteTopic the lite topic, or {@code null}
     * @param waitStored what the broker answers to
     * @param bornTime the born time, or {@code null}
     * @param timeout the timeout, or {@code null}
     * @throws IllegalArgumentException if a value is out of range, or the message would be of two kinds
     */
    public MessageOptions {
        require(
                delayLevel >= 0 && delayLevel <= MAX_DELAY_LEVEL,
                "The delay level must be 0 to 18, but is ",
                delayLevel);
        require(deliverAt == null || deliverAt.getEpochSecond() > 0, "The delivery time is before 1970: ", deliverAt);
        require(positive(deliverAfter), "The delay must be greater than zero, but is ", deliverAfter);
        require(priority >= -1, "The priority must be 0 or higher, or -1 for none, but is ", priority);
        require(liteTopic == null || !liteTopic.isBlank(), "The lite topic is blank", "");
        require(bornTime == null || bornTime.getEpochSecond() > 0, "The born time is before 1970: ", bornTime);
        require(positive(timeout), "The send timeout must be greater than zero, but is ", timeout);
        int kinds = (delayLevel == 0 ? 0 : 1)
                + (deliverAt == null ? 0 : 1)
                + (deliverAfter == null ? 0 : 1)
                + (priority < 0 ? 0 : 1)
                + (liteTopic == null ? 0 : 1);
        require(kinds < 2, "Give only one of delay level, delivery time, delay, priority and lite topic, not ", kinds);
    }

    private static boolean positive(Duration duration) {
        return duration == null || duration.toMillis() > 0;
    }

    private static void require(boolean holds, String problem, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(problem + value);
        }
    }

    /**
     * Returns options that ask for nothing.
     *
     * @return options to start from
     */
    public static MessageOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these options with one of the broker's fixed delays.
     *
     * @param level the delay level, 1 to 18
     * @return new options
     * @throws IllegalArgumentException if the level is out of range or the message is of another kind already
     */
    public MessageOptions withDelayLevel(int level) {
        return new MessageOptions(level, deliverAt, deliverAfter, priority, liteTopic, waitStored, bornTime, timeout);
    }

    /**
     * Returns these options with a delivery time.
     *
     * @param time when consumers may see the message, at the earliest
     * @return new options
     * @throws IllegalArgumentException if the message is of another kind already
     */
    public MessageOptions withDeliverAt(Instant time) {
        Objects.requireNonNull(time, "time");
        return new MessageOptions(delayLevel, time, deliverAfter, priority, liteTopic, waitStored, bornTime, timeout);
    }

    /**
     * Returns these options with a delay.
     *
     * @param delay how long the message waits, of at least one millisecond
     * @return new options
     * @throws IllegalArgumentException if the delay is not positive or the message is of another kind already
     */
    public MessageOptions withDeliverAfter(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        return new MessageOptions(delayLevel, deliverAt, delay, priority, liteTopic, waitStored, bornTime, timeout);
    }

    /**
     * Returns these options with a priority.
     *
     * @param newPriority the priority, 0 or higher
     * @return new options
     * @throws IllegalArgumentException if the priority is out of range or the message is of another kind already
     */
    public MessageOptions withPriority(int newPriority) {
        return new MessageOptions(
                delayLevel, deliverAt, deliverAfter, newPriority, liteTopic, waitStored, bornTime, timeout);
    }

    /**
     * Returns these options with a lite topic.
     *
     * @param name the lite topic within the message's topic
     * @return new options
     * @throws IllegalArgumentException if the name is blank or the message is of another kind already
     */
    public MessageOptions withLiteTopic(String name) {
        Objects.requireNonNull(name, "name");
        return new MessageOptions(delayLevel, deliverAt, deliverAfter, priority, name, waitStored, bornTime, timeout);
    }

    /**
     * Returns these options with another choice of what the broker answers to.
     *
     * @param wait whether the broker answers only once the message is as safe as the broker is configured to make it
     * @return new options
     */
    public MessageOptions withWaitStored(boolean wait) {
        return new MessageOptions(delayLevel, deliverAt, deliverAfter, priority, liteTopic, wait, bornTime, timeout);
    }

    /**
     * Returns these options with a born time.
     *
     * @param time when the message came into being
     * @return new options
     */
    public MessageOptions withBornTime(Instant time) {
        Objects.requireNonNull(time, "time");
        return new MessageOptions(delayLevel, deliverAt, deliverAfter, priority, liteTopic, waitStored, time, timeout);
    }

    /**
     * Returns these options with a timeout of the message's own.
     *
     * @param newTimeout the time in which the send must end; greater than zero
     * @return new options
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public MessageOptions withTimeout(Duration newTimeout) {
        Objects.requireNonNull(newTimeout, "timeout");
        return new MessageOptions(
                delayLevel, deliverAt, deliverAfter, priority, liteTopic, waitStored, bornTime, newTimeout);
    }

    /**
     * Tells whether brokers hold the message back by their timer, so that it can be recalled.
     *
     * @return whether a delivery time or a delay was given
     */
    public boolean timed() {
        return deliverAt != null || deliverAfter != null;
    }

    /**
     * Tells whether the message is of a kind of its own.
     *
     * @return whether a delay level, a delivery time, a delay, a priority or a lite topic was given
     */
    public boolean ofOwnKind() {
        return delayLevel > 0 || timed() || priority >= 0 || liteTopic != null;
    }
}
