package io.rocketjca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private final Latency latency = new Latency();

    @Test
    void nanosecondsAreToldAsMicroseconds() {
        latency.begin();
        for (int micros = 1; micros <= 1000; micros++) {
            latency.record(micros * 1000L);
        }
        Map<String, Double> report = report();
        assertThat(report.get("p50_us")).isCloseTo(500, within(1.0));
        assertThat(report.get("p99_us")).isCloseTo(990, within(2.0));
        assertThat(report.get("p999_us")).isCloseTo(999, within(2.0));
    }

    @Test
    void onlyWhatEndsWithinTheWindowCounts() {
        latency.record(7);
        latency.begin();
        latency.record(2_000_000);
        latency.end();
        latency.record(7);
        assertThat(report().get("p50_us")).isCloseTo(2000, within(3.0));
    }

    @Test
    void whatIsLongerThanAMinuteCountsAsAMinute() {
        latency.begin();
        latency.record(Long.MAX_VALUE);
        assertThat(report().get("p50_us")).isCloseTo(60e6, within(60e3));
    }

    @Test
    void withoutMessagesThereAreNoFigures() {
        assertThat(report()).isEmpty();
    }

    private Map<String, Double> report() {
        Map<String, Double> report = new LinkedHashMap<>();
        latency.addTo(report);
        return report;
    }
}
