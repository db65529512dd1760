package io.rocketjca.bench.report;

import io.rocketjca.bench.results.Goals;
import io.rocketjca.bench.results.Results;
import io.rocketjca.bench.results.Row;
import io.rocketjca.bench.results.RunFacts;
import io.rocketjca.bench.results.Spread;
import io.rocketjca.bench.results.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The generated part of the page: machine, goals, charts, figures. */
final class Report {

    private static final List<String> METRICS = List.of(
            "msg_per_s",
            "cpu_us_per_msg",
            "alloc_b_per_msg",
            "p50_us",
            "p99_us",
            "p999_us",
            "server_cores",
            "foreign_cores",
            "threads",
            "heap_mb",
            "start_ms",
            "shutdown_ms",
            "burst_ms",
            "failed");

    private final Results results;
    private final RunFacts facts;
    private final Charts charts;
    private final StringBuilder text = new StringBuilder();

    Report(Results results, RunFacts facts, Charts charts) {
        this.results = results;
        this.facts = facts;
        this.charts = charts;
    }

    String text() throws IOException {
        machine();
        goals();
        line("## Charts");
        for (String link : charts.draw()) {
            line("");
            line(link);
        }
        line("");
        figures();
        return text.toString();
    }

    private void machine() {
        line("## The run");
        line("");
        head("fact", "value");
        facts.all().forEach(this::row);
        line("");
    }

    private void goals() {
        line("## Goals");
        line("");
        head("what", "measured", "demanded", "verdict");
        for (Verdict verdict : Goals.judged(results)) {
            boolean measured = verdict.state() != Verdict.State.UNMEASURED;
            row(
                    verdict.goal().title(),
                    measured ? Spread.number(verdict.value()) : "-",
                    verdict.goal().demanded(),
                    verdict.state().text());
        }
        line("");
    }

    /** One table per group of metrics that come together would be many; a cell without a figure stays empty. */
    private void figures() {
        line("## Figures");
        line("");
        List<String> metrics = METRICS.stream().filter(this::measured).toList();
        StringJoiner names = new StringJoiner("\t").add("scenario").add("subject");
        metrics.forEach(names::add);
        head(names.toString().split("\t"));
        results.rows().forEach((row, spreads) -> row(cells(row, spreads, metrics)));
    }

    private boolean measured(String metric) {
        return results.rows().values().stream().anyMatch(row -> row.containsKey(metric));
    }

    private static String[] cells(Row row, Map<String, Spread> spreads, List<String> metrics) {
        String[] cells = new String[2 + metrics.size()];
        cells[0] = row.title();
        cells[1] = row.subject();
        for (int i = 0; i < metrics.size(); i++) {
            Spread spread = spreads.get(metrics.get(i));
            cells[2 + i] = spread == null ? "" : spread.text();
        }
        return cells;
    }

    private void head(String... names) {
        row(names);
        line("|" + "---|".repeat(names.length));
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
