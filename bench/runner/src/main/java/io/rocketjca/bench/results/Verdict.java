package io.rocketjca.bench.results;

/**
 * How a goal was judged.
 *
 * @param goal the goal
 * @param state the judgement
 * @param value what was found; not a number if it was not measured
 */
public record Verdict(Goal goal, State state, double value) {

    /** What can be said of a goal. */
    public enum State {
        REACHED("reached"),
        MISSED("MISSED"),
        SHOWN("for information"),
        UNMEASURED("not measured");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** As one line. */
    public String line() {
        String found = state == State.UNMEASURED ? "-" : Spread.number(value);
        String bound = goal.demand() == Goal.Demand.NONE ? "" : ", " + goal.demanded();
        return String.format("%-16s", state.text()) + goal.title() + ": " + found + bound;
    }
}
