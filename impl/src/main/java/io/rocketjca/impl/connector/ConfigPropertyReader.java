package io.rocketjca.impl.connector;

import io.rocketjca.impl.config.ConfigProblems;
import java.time.Duration;

/** Reads config property values of one JavaBean, noting under the property's name whatever is missing or out of bounds. */
final class ConfigPropertyReader {

    private final ConfigProblems problems;

    ConfigPropertyReader(ConfigProblems problems) {
        this.problems = problems;
    }

    int number(String property, Integer value, long lowest, long highest) {
        if (value == null) {
            problems.add(property + " has no value, but must be from " + lowest + " to " + highest);
            return (int) lowest;
        }
        problems.checkRange(property, value, lowest, highest);
        return value;
    }

    Duration millis(String property, Integer value, long lowest, long highest) {
        return Duration.ofMillis(number(property, value, lowest, highest));
    }

    boolean flag(String property, Boolean value) {
        if (value == null) {
            problems.add(property + " has no value, but must be true or false");
            return false;
        }
        return value;
    }

    /** Notes what a good value lacks; nothing if {@code lack} is {@code null}. */
    void note(String property, String value, String lack) {
        if (lack != null) {
            problems.add(property + " is " + value + ", but " + lack);
        }
    }

    /** Notes a text that is too long, without showing it, as it may be a secret. */
    void checkLength(String property, String value, int longest) {
        if (value != null && value.length() > longest) {
            problems.add(property + " has " + value.length() + " characters, but at most " + longest + " are allowed");
        }
    }

    /** A text that may be missing, which counts as empty. */
    String optional(String property, String value, String pattern, String rule) {
        return value == null ? "" : text(property, value, pattern, rule);
    }

    String text(String property, String value, String pattern, String rule) {
        if (value == null || !value.matches(pattern)) {
            problems.add(property + (value == null ? " has no value, but " : " is '" + value + "', but ") + rule);
            return "";
        }
        return value;
    }
}
