package io.rocketjca.samples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What has to be gone when the demo ends, however it ends: processes, servers, files. */
final class Leftovers {

    private static final long KILL_SECONDS = 10;

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

    /** Closes everything, the newest first, ends every process that is left, then deletes the directory. */
    synchronized void remove() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                e.printStackTrace(System.err);
            }
        }
        // a process that was just being started is in nobody's hands yet
        ProcessHandle.current().descendants().forEach(Leftovers::kill);
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            e.printStackTrace(System.err);
        }
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit()
                .completeOnTimeout(process, KILL_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
