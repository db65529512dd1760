package io.rocketjca.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.bench.runner.Results.Row;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static final Row ROW = new Row("async", 128, 1, "sink", "ours");

    @TempDir
    Path directory;

    @Test
    void aFigureIsOneLineOfItsOwn() {
        assertThat(Results.line(ROW, "cpu_us_per_msg", new Spread(0.9, 0.8, 1.1)))
                .isEqualTo("{\"scenario\":\"async\",\"bytes\":128,\"threads\":1,\"peer\":\"sink\",\"subject\":\"ours\","
                        + "\"metric\":\"cpu_us_per_msg\",\"median\":0.9,\"min\":0.8,\"max\":1.1}");
    }

    @Test
    void allRoundsOfAMetricBecomeOneLineInTheFile() throws Exception {
        Path file = directory.resolve("new/results.jsonl");
        try (Results results = new Results(file)) {
            results.add(ROW, List.of(Map.of("msg_per_s", 3e6), Map.of("msg_per_s", 1e6), Map.of("msg_per_s", 2e6)));
            assertThat(results.get(ROW, "msg_per_s")).isEqualTo(new Spread(2e6, 1e6, 3e6));
            assertThat(results.get(ROW, "p50_us")).isNull();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonObject line = Json.createReader(new StringReader(lines.get(0))).readObject();
        assertThat(line.getInt("median")).isEqualTo(2_000_000);
        assertThat(line.getInt("max")).isEqualTo(3_000_000);
    }

    @Test
    void theTableHasALinePerRowAndAlignedColumns() throws Exception {
        try (Results results = new Results(directory.resolve("results.jsonl"))) {
            results.add(ROW, List.of(Map.of("msg_per_s", 1e6, "p50_us", 12.5)));
            results.add(new Row("sync", 128, 64, "broker", "official"), List.of(Map.of("msg_per_s", 7.0)));
            List<String> lines = Table.of(results.rows()).lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1)).contains("async 128 B x1", "sink", "ours", "1000000", "12.5");
            assertThat(lines.get(2)).contains("sync 128 B x64", "broker", "official", "| -");
            assertThat(lines)
                    .extracting(String::length)
                    .containsOnly(lines.get(0).length());
        }
    }

    @Test
    void goalsAreJudgedByTheRatioOfMedians() throws Exception {
        try (Results results = new Results(directory.resolve("results.jsonl"))) {
            results.add(ROW, List.of(Map.of("cpu_us_per_msg", 0.5)));
            results.add(new Row("async", 128, 1, "sink", "official"), List.of(Map.of("cpu_us_per_msg", 10.0)));
            results.add(new Row("async", 128, 1, "sink", "floor"), List.of(Map.of("cpu_us_per_msg", 0.4)));
            assertThat(Goals.judged(results))
                    .containsExactly(
                            "reached  async 128 B x1 sink cpu_us_per_msg / official: 0.05, at most 0.08333",
                            "MISSED   async 128 B x1 sink cpu_us_per_msg / floor: 1.25, at most 1");
        }
    }

    @Test
    void theQuickPlanCoversItsScenariosInTime() {
        Plan quick = Plan.quick();
        assertThat(quick.sink())
                .extracting(Scenario::title)
                .containsExactly(
                        "async 128 B x1", "async 16384 B x1", "sync 128 B x1", "sync 128 B x16", "sync 128 B x64");
        assertThat(quick.rounds()).isEqualTo(3);
        assertThat(quick.millis()).isEqualTo(2000);
        long millis = 3 * quick.firstWarmMillis()
                + 3 * quick.sink().size() * (quick.warmMillis() + quick.rounds() * quick.millis());
        assertThat(millis)
                .as("leaves half of ten minutes for building and starting")
                .isLessThan(300_000);
    }

    @Test
    void scenariosCanBePickedByName() {
        Plan picked = Plan.full().only(Set.of("sync"));
        assertThat(picked.sink()).extracting(Scenario::threads).containsExactly(1, 16, 64);
        assertThat(picked.starts()).isFalse();
    }

    @Test
    void pacedWindowsAreLongEnoughForTheStepsOfProcessorTime() {
        Scenario paced = Plan.full().only(Set.of("oneway-paced")).sink().get(0);
        assertThat(paced.request(2000, 1).millis()).isEqualTo(5000);
        assertThat(paced.request(2000, 1).rate()).isEqualTo(20_000);
    }
}
