package io.rocketjca.impl.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the tests that carry {@link Must} in the sources of all modules, because no class path holds them all. */
final class MustScan {

    private static final Pattern ANNOTATION =
            Pattern.compile("@Must\\(([^)]*)\\)(?:(?!@Must)[\\s\\S])*?\\bvoid\\s+(\\w+)\\s*\\(");
    private static final Pattern ID = Pattern.compile("\"([A-Z][0-9]+)\"");

    private MustScan() {}

    /** The tests of each id, as {@code Class.method}, in alphabetical order. */
    static Map<String, Set<String>> testsById(Path root) {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path source : testSources(root)) {
            scan(source, tests);
        }
        return tests;
    }

    private static List<Path> testSources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root.relativize(file).toString().contains("src/test/java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void scan(Path source, Map<String, Set<String>> tests) {
        String type = source.getFileName().toString().replace(".java", "");
        Matcher annotation = ANNOTATION.matcher(text(source));
        while (annotation.find()) {
            Matcher id = ID.matcher(annotation.group(1));
            while (id.find()) {
                tests.computeIfAbsent(id.group(1), key -> new TreeSet<>()).add(type + "." + annotation.group(2));
            }
        }
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
