package io.rocketjca.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static final Row ROW = new Row("async", 128, 1, "sink", "ours");

    @TempDir
    Path directory;

    @Test
    void aFigureIsOneLineOfItsOwn() {
        assertThat(ResultsWriter.line(ROW, "cpu_us_per_msg", new Spread(0.9, 0.8, 1.1)))
                .isEqualTo("{\"scenario\":\"async\",\"bytes\":128,\"threads\":1,\"peer\":\"sink\",\"subject\":\"ours\","
                        + "\"metric\":\"cpu_us_per_msg\",\"median\":0.9,\"min\":0.8,\"max\":1.1}");
    }

    @Test
    void allRoundsOfAMetricBecomeOneLineInTheFile() throws Exception {
        Path file = directory.resolve("new/results.jsonl");
        try (ResultsWriter writer = new ResultsWriter(file)) {
            writer.add(ROW, List.of(Map.of("msg_per_s", 3e6), Map.of("msg_per_s", 1e6), Map.of("msg_per_s", 2e6)));
            assertThat(writer.results().get(ROW, "msg_per_s")).isEqualTo(new Spread(2e6, 1e6, 3e6));
            assertThat(writer.results().get(ROW, "p50_us")).isNull();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonObject line = Json.createReader(new StringReader(lines.get(0))).readObject();
        assertThat(line.getInt("median")).isEqualTo(2_000_000);
        assertThat(line.getInt("max")).isEqualTo(3_000_000);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Path file = directory.resolve("results.jsonl");
        try (ResultsWriter writer = new ResultsWriter(file)) {
            writer.add(ROW, List.of(Map.of("msg_per_s", 3e6, "p50_us", 0.25), Map.of("msg_per_s", 1e6, "p50_us", 0.5)));
            writer.add(ROW.of("floor"), List.of(Map.of("msg_per_s", 7.0)));
            assertThat(Results.read(file).rows()).isEqualTo(writer.results().rows());
        }
    }
}
