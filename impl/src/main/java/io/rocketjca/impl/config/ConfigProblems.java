package io.rocketjca.impl.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that all of it is reported at once. For one thread. */
public final class ConfigProblems {

    private final List<String> problems = new ArrayList<>();

    /** Notes a problem: which setting, which value, what is allowed. Never a secret. */
    public void add(String problem) {
        problems.add(problem);
    }

    /** Notes a problem unless the value lies within the bounds, both included. */
    public void checkRange(String name, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            add(name + " is " + value + ", but must be from " + lowest + " to " + highest);
        }
    }

    public boolean none() {
        return problems.isEmpty();
    }

    /** All problems, in the order in which they were found. */
    public List<String> all() {
        return List.copyOf(problems);
    }

    /** All problems in one line, for an exception's text. */
    public String text() {
        return String.join("; ", problems);
    }

    @Override
    public String toString() {
        return none() ? "no problems" : text();
    }
}
