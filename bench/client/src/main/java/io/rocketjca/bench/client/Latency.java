package io.rocketjca.bench.client;

import java.util.Map;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** The latencies of one measured window, from many threads; recorded in nanoseconds, told in microseconds. */
final class Latency {

    private static final long LONGEST = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram histogram = new AtomicHistogram(LONGEST, DIGITS);
    private volatile boolean recording;

    /** Only what is recorded between begin and end counts. */
    void begin() {
        recording = true;
    }

    void end() {
        recording = false;
    }

    void record(long nanos) {
        if (recording) {
            histogram.recordValue(Math.max(0, Math.min(nanos, LONGEST)));
        }
    }

    void addTo(Map<String, Double> report) {
        if (histogram.getTotalCount() > 0) {
            report.put("p50_us", micros(50));
            report.put("p99_us", micros(99));
            report.put("p999_us", micros(99.9));
        }
    }

    private double micros(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
