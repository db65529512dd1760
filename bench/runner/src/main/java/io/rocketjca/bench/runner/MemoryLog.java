package io.rocketjca.bench.runner;

import io.rocketjca.bench.ours.OursUnforcedSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes the log that lies in memory: what an earlier run left of it, and what this one leaves. */
final class MemoryLog {

    private MemoryLog() {}

    static void remove() {
        if (Files.exists(OursUnforcedSubject.LOG)) {
            for (Path file : files()) {
                delete(file);
            }
        }
    }

    /** Each before the directory in which it is. */
    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(OursUnforcedSubject.LOG)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
