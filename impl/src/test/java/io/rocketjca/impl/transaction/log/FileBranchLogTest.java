package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is forced is there again, what is forgotten is not, and the file stays small. */
@Timeout(300)
class FileBranchLogTest {

    private static final long MEBIBYTE = 1L << 20;

    @TempDir
    private Path folder;

    private FileBranchLog open() {
        return FileBranchLog.open(folder.resolve("log"), () -> Branches.IDENTITY);
    }

    private FileBranchLog open(long mostDeadBytes) {
        return FileBranchLog.open(folder.resolve("log"), () -> Branches.IDENTITY, Branches.files(mostDeadBytes));
    }

    @Test
    void aNewLogIsEmptyAndAReopenedOneKeepsWhoMadeIt() {
        try (FileBranchLog log = open()) {
            assertThat(log.identity()).isEqualTo(Branches.IDENTITY);
            assertThat(log.replay()).isEmpty();
            assertThat(log.healthy()).isTrue();
        }
        LogIdentity renamed = new LogIdentity(1, "other", "other");
        try (FileBranchLog log = FileBranchLog.open(folder.resolve("log"), () -> renamed)) {
            assertThat(log.identity()).isEqualTo(Branches.IDENTITY);
        }
    }

    @Test
    void forcedBranchesComeBackInTheirOrderAndForgottenOnesDoNot() {
        try (FileBranchLog log = open()) {
            for (int i = 9; i > 0; i--) {
                log.force(Branches.branch(i));
            }
            log.force(Branches.branch(5, BranchState.COMMITTING, 3));
            log.forget(Branches.id(8));
            log.forget(Branches.id(4711));
        }
        try (FileBranchLog log = open()) {
            assertThat(log.replay().stream().map(branch -> Branches.number(branch.id())))
                    .containsExactly(9L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(log.replay()).contains(Branches.branch(5, BranchState.COMMITTING, 3), Branches.branch(9));
        }
    }

    @Test
    void aBranchOfTenThousandHalvesIsKept() {
        LoggedBranch large = Branches.branch(1, BranchState.PREPARED, 10_000);
        try (FileBranchLog log = open()) {
            log.force(Branches.branch(0));
            log.force(large);
        }
        try (FileBranchLog log = open()) {
            assertThat(log.replay()).containsExactly(Branches.branch(0), large);
        }
    }

    @Test
    void anySequenceOfForcesForgetsAndReopeningsKeepsExactlyTheLiveBranches() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<BranchId, LoggedBranch> expected = new LinkedHashMap<>();
        for (int round = 0; round < 40; round++) {
            try (FileBranchLog log = open(64 * 1024)) {
                assertThat(log.replay()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected.values());
                for (int i = random.nextInt(150); i > 0; i--) {
                    LoggedBranch branch = Branches.random(random, random.nextInt(60));
                    if (random.nextInt(5) < 2) {
                        log.forget(branch.id());
                        expected.remove(branch.id());
                    } else {
                        log.force(branch);
                        expected.put(branch.id(), branch);
                    }
                }
            }
        }
    }

    @Test
    void aClosedLogRefusesToForceAndMayBeClosedAgain() {
        FileBranchLog log = open();
        log.close();
        log.close();

        log.forget(Branches.id(1));
        assertThat(log.healthy()).isFalse();
        assertThatThrownBy(() -> log.force(Branches.branch(1)))
                .isInstanceOfSatisfying(
                        BranchLogException.class, e -> assertThat(e.kind()).isEqualTo(BranchLogException.Kind.CLOSED));
    }

    @Test
    void theDirectoryIsMadeForThisUserAlone() throws IOException {
        Path directory = folder.resolve("deep/in/log");
        FileBranchLog.open(directory, () -> Branches.IDENTITY).close();

        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            for (String file : new String[] {"branches.log", "jvm.lock", "process.lock"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeGivesAClearError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> FileBranchLog.open(file.resolve("log"), () -> Branches.IDENTITY))
                .isInstanceOf(BranchLogException.class)
                .hasMessageStartingWith("Cannot use " + file.resolve("log") + " for the branch log (")
                .hasMessageEndingWith("); name a directory that this server may write.");
    }

    @Test
    void theFileStaysSmallOverTwoHundredThousandTransactions() throws Exception {
        Path directory = folder.resolve("log");
        AtomicLong largest = new AtomicLong();
        FaultyDisk disk = new FaultyDisk();
        disk.skipsSyncs = true;
        LogFiles files = disk.files(LogFiles.MOST_DEAD_BYTES);
        try (FileBranchLog log = FileBranchLog.open(directory, () -> Branches.IDENTITY, files)) {
            LongStream.range(-20, 0).forEach(i -> log.force(Branches.branch(i)));
            Threads.run(16, thread -> {
                for (long i = thread; i < 200_000; i += 16) {
                    log.force(Branches.branch(i));
                    log.forget(Branches.id(i));
                    if (i % 1000 == 0) {
                        largest.accumulateAndGet(sizeIn(directory), Math::max);
                    }
                }
            });
        }
        assertThat(largest.get()).isBetween(1L, 10 * MEBIBYTE);
        try (FileBranchLog log = open()) {
            assertThat(log.replay()).hasSize(20);
        }
        assertThat(sizeIn(directory)).isLessThan(MEBIBYTE);
    }

    /** Of all files together; one may vanish meanwhile. */
    private static long sizeIn(Path directory) {
        long size = 0;
        for (File file : directory.toFile().listFiles()) {
            size += file.length();
        }
        return size;
    }

    @Test
    void tenThousandLiveBranchesAreReplayedInSeconds() throws Exception {
        try (FileBranchLog log = open()) {
            Threads.run(16, thread -> {
                for (long i = thread; i < 10_000; i += 16) {
                    log.force(Branches.branch(i));
                }
            });
        }
        long start = System.nanoTime();
        try (FileBranchLog log = open()) {
            assertThat(log.replay()).hasSize(10_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
