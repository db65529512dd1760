package io.rocketjca.bench.results;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the figures of a run and writes them down as they come, one line each. */
public final class ResultsWriter implements AutoCloseable {

    private final BufferedWriter out;
    private final Results results = new Results();

    public ResultsWriter(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        out = Files.newBufferedWriter(file);
    }

    /** Takes what the rounds of one row brought. */
    public void add(Row row, List<Map<String, Double>> rounds) throws IOException {
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        for (Map<String, Double> round : rounds) {
            round.forEach((metric, value) ->
                    byMetric.computeIfAbsent(metric, any -> new ArrayList<>()).add(value));
        }
        for (Map.Entry<String, List<Double>> metric : byMetric.entrySet()) {
            Spread spread = Spread.of(metric.getValue());
            results.put(row, metric.getKey(), spread);
            out.write(line(row, metric.getKey(), spread));
            out.newLine();
        }
        out.flush();
    }

    /** All that was taken so far. */
    public Results results() {
        return results;
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
}
