package io.rocketjca.impl.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the tests of all modules, by the names of their classes, because no class path holds them all. */
final class TestSources {

    private static final Pattern SUPERCLASS = Pattern.compile("class \\w+ extends (\\w+)");

    private final Map<String, String> sources = new TreeMap<>();

    static TestSources of(Path root) {
        TestSources all = new TestSources();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root.relativize(file).toString().contains("src/test/java"))
                    .forEach(all::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    private void add(Path file) {
        try {
            sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The sources of the classes whose whole names match. */
    List<String> classesNamed(String regex) {
        return sources.entrySet().stream()
                .filter(entry -> entry.getKey().matches(regex))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * The test that a name means: of {@code Prefix-.method}, that of the only class which begins with the prefix, has the word
     * in its name, and has the method.
     */
    String resolve(String test, String word) {
        String[] parts = test.split("\\.");
        if (!parts[0].endsWith("-")) {
            return test;
        }
        String prefix = parts[0].substring(0, parts[0].length() - 1);
        List<String> found = sources.keySet().stream()
                .filter(name -> name.matches(prefix + "(On|Of|Over|To)?" + word + "\\w*IT"))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(test + " means " + found);
        }
        return found.get(0) + "." + parts[1];
    }

    /** Whether the class of {@code Class.method} can be run and has such a test, of its own or from its superclass. */
    boolean exists(String test) {
        String[] parts = test.split("\\.");
        String source = sources.get(parts[0]);
        return source != null && !source.contains("abstract class " + parts[0]) && hasTest(source, parts[1]);
    }

    private boolean hasTest(String source, String method) {
        if (source.contains("void " + method + "(")) {
            return true;
        }
        Matcher superclass = SUPERCLASS.matcher(source);
        return superclass.find()
                && sources.containsKey(superclass.group(1))
                && hasTest(sources.get(superclass.group(1)), method);
    }
}
