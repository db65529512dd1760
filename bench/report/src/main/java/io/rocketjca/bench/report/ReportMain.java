package io.rocketjca.bench.report;

import io.rocketjca.bench.results.Results;
import io.rocketjca.bench.results.RunFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the page. Arguments: the directory with the figures of a run, and the page, beside which its charts go. */
public final class ReportMain {

    private ReportMain() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path run = Path.of(args[0]);
        Path page = Path.of(args[1]);
        Results results = Results.read(run.resolve("results.jsonl"));
        RunFacts facts = RunFacts.read(run.resolve("run.properties"));
        Path directory = page.resolveSibling(page.getFileName().toString().replace(".md", ""));
        String text = new Report(results, facts, new Charts(results, directory)).text();
        Files.writeString(page, new Page(Files.readString(page)).with(text));
    }
}
