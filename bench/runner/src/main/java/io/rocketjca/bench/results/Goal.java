package io.rocketjca.bench.results;

import java.util.ArrayList;
import java.util.List;

/**
 * What one figure must reach: a bound of its own, or a ratio to what others need within the same run.
 *
 * @param own whose figure; ours unless it is only shown
 * @param metric which figure
 * @param against the rows the sum of whose medians it is divided by; none for a bound of its own
 * @param demand what the bound means
 * @param bound the bound
 */
public record Goal(Row own, String metric, List<Row> against, Demand demand, double bound) {

    private static final String OURS = "ours";

    /** What is demanded of a figure. */
    public enum Demand {
        AT_MOST,
        AT_LEAST,
        /** Nothing: it is there to be read beside the others. */
        NONE
    }

    static Goal atMost(Row ours, String metric, double bound, Row... against) {
        return new Goal(ours, metric, List.of(against), Demand.AT_MOST, bound);
    }

    static Goal atLeast(Row ours, String metric, double bound, Row... against) {
        return new Goal(ours, metric, List.of(against), Demand.AT_LEAST, bound);
    }

    /** A ratio that is only shown. */
    static Goal shown(Row own, String metric, Row... against) {
        return new Goal(own, metric, List.of(against), Demand.NONE, Double.NaN);
    }

    /** Whether it is reached. A figure that was not measured makes it {@link Verdict.State#UNMEASURED}. */
    Verdict judge(Results results) {
        Spread figure = results.get(own, metric);
        List<Double> others = new ArrayList<>();
        for (Row row : against) {
            Spread other = results.get(row, metric);
            others.add(other == null ? Double.NaN : other.median());
        }
        double divisor = others.isEmpty()
                ? 1
                : others.stream().mapToDouble(Double::doubleValue).sum();
        if (figure == null || Double.isNaN(divisor)) {
            return new Verdict(this, Verdict.State.UNMEASURED, Double.NaN);
        }
        double value = figure.median() / divisor;
        return new Verdict(this, state(value), value);
    }

    private Verdict.State state(double value) {
        return switch (demand) {
            case AT_MOST -> value <= bound ? Verdict.State.REACHED : Verdict.State.MISSED;
            case AT_LEAST -> value >= bound ? Verdict.State.REACHED : Verdict.State.MISSED;
            case NONE -> Verdict.State.SHOWN;
        };
    }

    /** What is looked at, in words. */
    public String title() {
        StringBuilder text = new StringBuilder(own.title()).append(' ');
        if (!own.subject().equals(OURS)) {
            text.append(own.subject()).append(' ');
        }
        text.append(metric);
        String separator = " / ";
        for (Row row : against) {
            text.append(separator).append(other(row));
            separator = " + ";
        }
        return text.toString();
    }

    private String other(Row row) {
        if (row.scenario().equals(own.scenario())) {
            return row.subject();
        }
        return row.subject().equals(own.subject()) || row.scenario().equals("pipe")
                ? row.title()
                : row.title() + " " + row.subject();
    }

    /** The bound, in words. */
    public String demanded() {
        return switch (demand) {
            case AT_MOST -> "at most " + Spread.number(bound);
            case AT_LEAST -> "at least " + Spread.number(bound);
            case NONE -> "-";
        };
    }
}
