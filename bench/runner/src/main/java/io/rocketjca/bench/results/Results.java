package io.rocketjca.bench.results;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of a run, in the order in which they came. */
public final class Results {

    private final Map<Row, Map<String, Spread>> rows = new LinkedHashMap<>();

    /** Reads what a {@link ResultsWriter} wrote. */
    public static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            try (JsonReader reader = Json.createReader(new StringReader(line))) {
                results.put(reader.readObject());
            }
        }
        return results;
    }

    private void put(JsonObject line) {
        Row row = new Row(
                line.getString("scenario"),
                line.getInt("bytes"),
                line.getInt("threads"),
                line.getString("peer"),
                line.getString("subject"));
        put(
                row,
                line.getString("metric"),
                new Spread(figure(line, "median"), figure(line, "min"), figure(line, "max")));
    }

    private static double figure(JsonObject line, String name) {
        return line.getJsonNumber(name).doubleValue();
    }

    void put(Row row, String metric, Spread spread) {
        rows.computeIfAbsent(row, any -> new LinkedHashMap<>()).put(metric, spread);
    }

    public Map<Row, Map<String, Spread>> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /** The figure, or {@code null} if it was not measured. */
    public Spread get(Row row, String metric) {
        return rows.getOrDefault(row, Map.of()).get(metric);
    }
}
