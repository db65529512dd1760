package io.rocketjca.impl.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
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

/** Finds the tests that carry an annotation with ids in the sources of all modules, because no class path holds them all. */
public final class MarkedTests {

    private static final Pattern ID = Pattern.compile("\"([A-Z]+-?[0-9]+)\"");

    private final Pattern annotated;
    private final Map<String, Set<String>> tests = new TreeMap<>();

    private MarkedTests(String annotation) {
        // From the annotation to the name of its method, without passing another one.
        annotated = Pattern.compile(
                "@NAME\\(([^)]*)\\)(?:(?!@NAME\\()[\\s\\S])*?\\bvoid\\s+(\\w+)\\s*\\(".replace("NAME", annotation));
    }

    /** The tests of each id that an annotation names, as {@code Class.method}, in alphabetical order. */
    public static Map<String, Set<String>> byId(Path root, Class<? extends Annotation> annotation) {
        MarkedTests marked = new MarkedTests(annotation.getSimpleName());
        testSources(root).forEach(marked::scan);
        return marked.tests;
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

    private void scan(Path source) {
        String type = source.getFileName().toString().replace(".java", "");
        Matcher annotation = annotated.matcher(text(source));
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
