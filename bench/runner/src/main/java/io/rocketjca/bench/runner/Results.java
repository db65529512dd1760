package io.rocketjca.bench.runner;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of a run, written line by line as they come. */
final class Results implements AutoCloseable {

    private final BufferedWriter out;
    private final Map<Row, Map<String, Spread>> rows = new LinkedHashMap<>();

    Results(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        out = Files.newBufferedWriter(file);
    }

    /** Takes what the rounds of one row brought. */
    void add(Row row, List<Map<String, Double>> rounds) throws IOException {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        for (Map<String, Double> round : rounds) {
            round.forEach((metric, value) ->
                    byMetric.computeIfAbsent(metric, any -> new ArrayList<>()).add(value));
        }
        for (Map.Entry<String, List<Double>> metric : byMetric.entrySet()) {
            Spread spread = Spread.of(metric.getValue());
            rows.computeIfAbsent(row, any -> new LinkedHashMap<>()).put(metric.getKey(), spread);
            out.write(line(row, metric.getKey(), spread));
            out.newLine();
        }
        out.flush();
    }

    Map<Row, Map<String, Spread>> rows() {
        return rows;
    }

    /** The figure, or {@code null} if it was not measured. */
    Spread get(Row row, String metric) {
        return rows.getOrDefault(row, Map.of()).get(metric);
    }

    static String line(Row row, String metric, Spread spread) {
        return "{\"scenario\":\"" + row.scenario() + "\",\"bytes\":" + row.bytes() + ",\"threads\":" + row.threads()
                + ",\"peer\":\"" + row.peer() + "\",\"subject\":\"" + row.subject() + "\",\"metric\":\"" + metric
                + "\",\"median\":" + Spread.number(spread.median()) + ",\"min\":" + Spread.number(spread.min())
                + ",\"max\":" + Spread.number(spread.max()) + "}";
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** What figures belong to. */
    record Row(String scenario, int bytes, int threads, String peer, String subject) {}
}
