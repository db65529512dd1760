package io.rocketjca.bench.ours;

import java.nio.file.Path;

/** The adapter with default settings, and a log of prepared branches in memory, where forcing costs nothing. */
public final class OursUnforcedSubject extends OursSubject {

    /** A file system in memory, which every Linux system has. */
    public static final Path LOG = Path.of("/dev/shm/rocketjca-bench-branches");

    public OursUnforcedSubject() {
        super(factory -> {}, LOG, false);
    }
}
