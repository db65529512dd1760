package io.rocketjca.samples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/** What has to be gone when the demo ends, however it ends: processes, servers, files. */
final class Leftovers {

    private final Path home;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    Leftovers(Path home) {
        this.home = home;
    }

    /** The directory for everything that is written. */
    Path home() {
        return home;
    }

    synchronized <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes everything, the newest first, then deletes the directory. */
    synchronized void remove() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                e.printStackTrace(System.err);
            }
        }
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            e.printStackTrace(System.err);
        }
    }
}
