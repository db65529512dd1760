package io.rocketjca.bench.runner;

import io.rocketjca.bench.results.Row;
import io.rocketjca.bench.results.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The results as one table of text. */
final class Table {

    private static final List<String> METRICS = List.of(
            "msg_per_s",
            "cpu_us_per_msg",
            "alloc_b_per_msg",
            "p50_us",
            "p99_us",
            "p999_us",
            "server_cores",
            "foreign_cores",
            "failed",
            "threads",
            "heap_mb",
            "start_ms",
            "shutdown_ms",
            "burst_ms",
            "completed");

    private Table() {}

    static String of(Map<Row, Map<String, Spread>> rows) {
        List<List<String>> cells = new ArrayList<>();
        List<String> metrics = METRICS.stream()
                .filter(metric -> rows.values().stream().anyMatch(row -> row.containsKey(metric)))
                .toList();
        List<String> head = new ArrayList<>(List.of("scenario", "peer", "subject"));
        head.addAll(metrics);
        cells.add(head);
        rows.forEach((row, figures) -> cells.add(line(row, figures, metrics)));
        return aligned(cells);
    }

    private static List<String> line(Row row, Map<String, Spread> figures, List<String> metrics) {
        List<String> line = new ArrayList<>();
        line.add(row.scenario() + " " + row.bytes() + " B x" + row.threads());
        line.add(row.peer());
        line.add(row.subject());
        for (String metric : metrics) {
            Spread spread = figures.get(metric);
            line.add(spread == null ? "-" : detailed(metric) ? spread.text() : Spread.number(spread.median()));
        }
        return line;
    }

    private static boolean detailed(String metric) {
        return metric.equals("msg_per_s") || metric.equals("cpu_us_per_msg") || metric.endsWith("_ms");
    }

    private static String aligned(List<List<String>> cells) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : cells) {
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = cells.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                text.append("| ").append(line.get(column));
                text.append(" ".repeat(width - line.get(column).length() + 1));
            }
            text.append("|\n");
        }
        return text.toString();
    }
}
