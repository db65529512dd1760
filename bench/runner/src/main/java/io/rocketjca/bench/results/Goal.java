package io.rocketjca.bench.results;

import java.util.ArrayList;
import java.util.List;

/**
 * What one figure of ours must reach: a bound of its own, or a ratio to what others need within the same run.
 *
 * @param ours whose figure
 * @param metric which figure
 * @param against the rows the sum of whose medians ours is divided by; none for a bound of its own
 * @param most whether the bound is the most or the least
 * @param bound the bound
 */
public record Goal(Row ours, String metric, List<Row> against, boolean most, double bound) {

    static Goal atMost(Row ours, String metric, double bound, Row... against) {
        return new Goal(ours, metric, List.of(against), true, bound);
    }

    static Goal atLeast(Row ours, String metric, double bound, Row... against) {
        return new Goal(ours, metric, List.of(against), false, bound);
    }

    /** Whether it is reached. A figure that was not measured makes it {@link Verdict.State#UNMEASURED}. */
    Verdict judge(Results results) {
        Spread own = results.get(ours, metric);
        List<Double> others = new ArrayList<>();
        for (Row row : against) {
            Spread other = results.get(row, metric);
            others.add(other == null ? Double.NaN : other.median());
        }
        double divisor = others.isEmpty()
                ? 1
                : others.stream().mapToDouble(Double::doubleValue).sum();
        if (own == null || Double.isNaN(divisor)) {
            return new Verdict(this, Verdict.State.UNMEASURED, Double.NaN);
        }
        double value = own.median() / divisor;
        boolean reached = most ? value <= bound : value >= bound;
        return new Verdict(this, reached ? Verdict.State.REACHED : Verdict.State.MISSED, value);
    }

    /** What is looked at, in words. */
    public String title() {
        StringBuilder text = new StringBuilder(ours.title()).append(' ').append(metric);
        String separator = " / ";
        for (Row row : against) {
            text.append(separator).append(row.scenario().equals(ours.scenario()) ? row.subject() : row.title());
            separator = " + ";
        }
        return text.toString();
    }

    /** The bound, in words. */
    public String demand() {
        return (most ? "at most " : "at least ") + Spread.number(bound);
    }
}
