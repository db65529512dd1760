package io.rocketjca.bench.results;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and how a run took place, as names and words in a file beside its figures. */
public final class RunFacts {

    private static final String SEPARATOR = "=";

    private final Map<String, String> facts = new LinkedHashMap<>();

    public void put(String name, String words) {
        facts.put(name, words);
    }

    /** In the order in which they were put. */
    public Map<String, String> all() {
        return new LinkedHashMap<>(facts);
    }

    public void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                out.write(fact.getKey() + SEPARATOR + fact.getValue());
                out.newLine();
            }
        }
    }

    public static RunFacts read(Path file) throws IOException {
        RunFacts facts = new RunFacts();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fact = line.split(SEPARATOR, 2);
                facts.put(fact[0], fact[1]);
            }
        }
        return facts;
    }
}
