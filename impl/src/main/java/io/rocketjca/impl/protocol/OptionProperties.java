package io.rocketjca.impl.protocol;

import io.rocketjca.MessageOptions;

/** The one property that says of what kind a message is; a message is of one kind at most. */
final class OptionProperties {

    static final String DELAY = "DELAY";
    static final String TIMER_DELIVER_MS = "TIMER_DELIVER_MS";
    static final String TIMER_DELAY_MS = "TIMER_DELAY_MS";
    static final String PRIORITY = "_SYS_MSG_PRIORITY_";
    static final String LITE_TOPIC = "__LITE_TOPIC";

    private OptionProperties() {}

    /** The property's name, or {@code null} if the options, which may be {@code null}, need none. */
    static String name(MessageOptions options) {
        if (options == null) {
            return null;
        }
        if (options.delayLevel() > 0) {
            return DELAY;
        }
        if (options.deliverAt() != null) {
            return TIMER_DELIVER_MS;
        }
        if (options.deliverAfter() != null) {
            return TIMER_DELAY_MS;
        }
        if (options.priority() >= 0) {
            return PRIORITY;
        }
        return options.liteTopic() == null ? null : LITE_TOPIC;
    }

    /** The property's value, or {@code null} likewise. */
    static String value(MessageOptions options) {
        String name = name(options);
        if (name == null) {
            return null;
        }
        return switch (name) {
            case DELAY -> Integer.toString(options.delayLevel());
            case TIMER_DELIVER_MS -> Long.toString(options.deliverAt().toEpochMilli());
            case TIMER_DELAY_MS -> Long.toString(options.deliverAfter().toMillis());
            case PRIORITY -> Integer.toString(options.priority());
            default -> options.liteTopic();
        };
    }
}
