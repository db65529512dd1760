package io.rocketjca.impl.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads a resource whose lines are parts separated by vertical bars; blank lines and those that start with # are left out. */
public final class TableFile {

    private TableFile() {}

    /**
     * The parts of each line.
     *
     * @throws IllegalArgumentException if a line has another number of parts, from the stream
     */
    public static Stream<List<String>> lines(String resource, int parts) {
        return text(resource)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> parts(line, parts));
    }

    private static List<String> parts(String line, int expected) {
        List<String> parts =
                Stream.of(line.split(" \\| ", -1)).map(String::strip).toList();
        if (parts.size() != expected) {
            throw new IllegalArgumentException("A line has " + expected + " parts: " + line);
        }
        return parts;
    }

    private static String text(String resource) {
        try (InputStream in = TableFile.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
