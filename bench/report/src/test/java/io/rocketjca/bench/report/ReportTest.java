package io.rocketjca.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.bench.results.Results;
import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.Row;
import io.rocketjca.bench.results.RunFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Row ASYNC = new Row("async", 128, 1, "sink", "ours");

    @TempDir
    Path directory;

    @Test
    void tellsMachineGoalsChartsAndFigures() throws Exception {
        String text = report();
        assertThat(text)
                .contains(
                        "| cores | 2 of some kind |",
                        "| async 128 B x1 sink cpu_us_per_msg / official | 0.05 | at most 0.08333 | reached |",
                        "| async 128 B x1 sink cpu_us_per_msg / floor | - | at most 1 | not measured |",
                        "| scenario | subject | msg_per_s | cpu_us_per_msg |",
                        "| async 128 B x1 sink | official | 100000 (100000..100000) | 10 (9..11) |");
    }

    @Test
    void everyLinkedChartIsThereAndNamesItsSubjects() throws Exception {
        String text = report();
        List<String> links = text.lines().filter(line -> line.startsWith("![")).toList();
        assertThat(links).hasSize(2);
        for (String link : links) {
            String file = link.substring(link.indexOf("](") + 2, link.length() - 1);
            assertThat(Files.readString(directory.resolve(file)))
                    .contains("<svg", ">ours<", ">official<")
                    .doesNotContain(">floor<");
        }
    }

    private String report() throws Exception {
        Path file = directory.resolve("results.jsonl");
        try (ResultsWriter writer = new ResultsWriter(file)) {
            writer.add(ASYNC, List.of(Map.of("msg_per_s", 2e6, "cpu_us_per_msg", 0.5)));
            writer.add(
                    ASYNC.of("official"),
                    List.of(
                            Map.of("msg_per_s", 1e5, "cpu_us_per_msg", 9.0),
                            Map.of("cpu_us_per_msg", 10.0),
                            Map.of("cpu_us_per_msg", 11.0)));
        }
        RunFacts facts = new RunFacts();
        facts.put("cores", "2 of some kind");
        facts.write(directory.resolve("run.properties"));
        Results results = Results.read(file);
        return new Report(
                        results,
                        RunFacts.read(directory.resolve("run.properties")),
                        new Charts(results, directory.resolve("performance")))
                .text();
    }
}
