package io.rocketjca.impl.behaviour;

import io.rocketjca.impl.contract.TableFile;
import java.util.List;
import java.util.Locale;

/**
 * One row of producer behaviour, as {@code behaviour.txt} lists them.
 *
 * @param id the row
 * @param state whether it holds
 * @param answer what this adapter does, and why if it does otherwise
 */
record Behaviour(String id, State state, String answer) {

    /** Whether a row holds. */
    enum State {
        /** A test shows it. */
        SHOWN,
        /** The adapter deliberately does otherwise. */
        DIFFERENT,
        /** The adapter has nothing that the row could be about. */
        MEANINGLESS,
        /** It is still to be built. */
        LATER
    }

    /**
     * One line on which accounts of RocketMQ contradict each other.
     *
     * @param id the contradiction
     * @param question what is in doubt
     * @param decision what holds here
     */
    record Decision(String id, String question, String decision) {}

    static List<Behaviour> rows() {
        return TableFile.lines("/behaviour.txt", 3)
                .map(parts ->
                        new Behaviour(parts.get(0), State.valueOf(parts.get(1).toUpperCase(Locale.ROOT)), parts.get(2)))
                .toList();
    }

    static List<Decision> decisions() {
        return TableFile.lines("/behaviour-decisions.txt", 3)
                .map(parts -> new Decision(parts.get(0), parts.get(1), parts.get(2)))
                .toList();
    }

    String group() {
        return id.substring(0, id.indexOf('-'));
    }

    int number() {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }
}
