package io.rocketjca.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.bench.results.ResultsWriter;
import io.rocketjca.bench.results.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static final Row ROW = new Row("async", 128, 1, "sink", "ours");

    @TempDir
    Path directory;

    @Test
    void theTableHasALinePerRowAndAlignedColumns() throws Exception {
        try (ResultsWriter writer = new ResultsWriter(directory.resolve("results.jsonl"))) {
            writer.add(ROW, List.of(Map.of("msg_per_s", 1e6, "p50_us", 12.5)));
            writer.add(new Row("sync", 128, 64, "broker", "official"), List.of(Map.of("msg_per_s", 7.0)));
            List<String> lines = Table.of(writer.results().rows()).lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1)).contains("async 128 B x1", "sink", "ours", "1000000", "12.5");
            assertThat(lines.get(2)).contains("sync 128 B x64", "broker", "official", "| -");
            assertThat(lines)
                    .extracting(String::length)
                    .containsOnly(lines.get(0).length());
        }
    }
}
