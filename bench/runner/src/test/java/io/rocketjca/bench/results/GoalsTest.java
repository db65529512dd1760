package io.rocketjca.bench.results;

import static io.rocketjca.bench.results.Verdict.State.MISSED;
import static io.rocketjca.bench.results.Verdict.State.REACHED;
import static io.rocketjca.bench.results.Verdict.State.SHOWN;
import static io.rocketjca.bench.results.Verdict.State.UNMEASURED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalsTest {

    private static final Row ASYNC = new Row("async", 128, 1, "sink", "ours");
    private static final Row IN_CONTAINER = new Row("container-sync", 128, 1, "sink", "ours");

    private final Results results = new Results();

    @Test
    void aRatioIsThatOfTheMedians() {
        put(ASYNC, "cpu_us_per_msg", 0.5);
        put(ASYNC.of("official"), "cpu_us_per_msg", 10);
        put(ASYNC.of("floor"), "cpu_us_per_msg", 0.4);
        assertThat(line("async 128 B x1 sink cpu_us_per_msg / official"))
                .isEqualTo("reached         async 128 B x1 sink cpu_us_per_msg / official: 0.05, at most 0.08333");
        assertThat(line("async 128 B x1 sink cpu_us_per_msg / floor"))
                .isEqualTo("MISSED          async 128 B x1 sink cpu_us_per_msg / floor: 1.25, at most 1");
    }

    @Test
    void aBoundOfItsOwnNeedsNobodyElse() {
        put(ASYNC, "alloc_b_per_msg", 320);
        assertThat(verdict("async 128 B x1 sink alloc_b_per_msg").state()).isEqualTo(REACHED);
        put(ASYNC, "alloc_b_per_msg", 321);
        assertThat(verdict("async 128 B x1 sink alloc_b_per_msg").state()).isEqualTo(MISSED);
    }

    @Test
    void aSendInAServerIsComparedWithWhatItConsistsOfThere() {
        put(IN_CONTAINER, "p50_us", 66);
        put(IN_CONTAINER.of("control-and-plain"), "p50_us", 55);
        assertThat(verdict("container-sync 128 B x1 sink p50_us / control-and-plain")
                        .state())
                .isEqualTo(REACHED);
        put(IN_CONTAINER, "p50_us", 67);
        assertThat(verdict("container-sync 128 B x1 sink p50_us / control-and-plain")
                        .state())
                .isEqualTo(MISSED);
    }

    @Test
    void theSumOfTheSamePartsAloneIsOnlyShown() {
        put(IN_CONTAINER, "p50_us", 66);
        put(IN_CONTAINER.of("control"), "p50_us", 5);
        put(IN_CONTAINER.of("plain"), "p50_us", 50);
        Verdict verdict = verdict("container-sync 128 B x1 sink p50_us / control + plain");
        assertThat(verdict.state()).isEqualTo(SHOWN);
        assertThat(verdict.value()).isEqualTo(66 / 55.0);
    }

    @Test
    void fiftyProducersAreComparedWithOne() {
        put(new Row("start-1p", 128, 1, "sink", "ours"), "threads", 1);
        put(new Row("start-50p", 128, 1, "sink", "ours"), "threads", 2);
        assertThat(verdict("start-50p 128 B x1 sink threads / start-1p 128 B x1 sink")
                        .state())
                .isEqualTo(MISSED);
    }

    @Test
    void aOneWaySendIsComparedWithTheFloorOfAnsweredOnes() {
        put(new Row("oneway", 128, 1, "sink", "ours"), "cpu_us_per_msg", 0.35);
        put(new Row("oneway", 128, 1, "sink", "floor"), "cpu_us_per_msg", 0.3);
        put(ASYNC.of("floor"), "cpu_us_per_msg", 0.7);
        assertThat(line("oneway 128 B x1 sink cpu_us_per_msg / async 128 B x1 sink floor"))
                .isEqualTo(
                        "reached         oneway 128 B x1 sink cpu_us_per_msg / async 128 B x1 sink floor: 0.5, at most 0.7");
    }

    @Test
    void aRatioToNothingIsNoFigure() {
        put(ASYNC, "cpu_us_per_msg", 0.5);
        put(ASYNC.of("floor"), "cpu_us_per_msg", 0);
        assertThat(line("async 128 B x1 sink cpu_us_per_msg / floor"))
                .isEqualTo("not measured    async 128 B x1 sink cpu_us_per_msg / floor: -, at most 1");
    }

    @Test
    void whatIsOnlyShownIsNotJudged() {
        put(ASYNC.of("floor"), "cpu_us_per_msg", 0.6);
        put(new Row("pipe", 128, 1, "sink", "floor"), "cpu_us_per_msg", 0.25);
        assertThat(line("async 128 B x1 sink floor cpu_us_per_msg / pipe 128 B x1 sink"))
                .isEqualTo("for information async 128 B x1 sink floor cpu_us_per_msg / pipe 128 B x1 sink: 2.4");
    }

    @Test
    void whatWasNotMeasuredIsNotJudged() {
        put(ASYNC, "cpu_us_per_msg", 0.5);
        put(ASYNC.of("floor"), "msg_per_s", 1);
        assertThat(Goals.judged(results)).extracting(Verdict::state).containsOnly(UNMEASURED);
        assertThat(line("async 128 B x1 sink cpu_us_per_msg / floor"))
                .isEqualTo("not measured    async 128 B x1 sink cpu_us_per_msg / floor: -, at most 1");
    }

    private void put(Row row, String metric, double value) {
        results.put(row, metric, new Spread(value, value, value));
    }

    private String line(String title) {
        return verdict(title).line();
    }

    private Verdict verdict(String title) {
        return Goals.judged(results).stream()
                .filter(verdict -> verdict.goal().title().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
