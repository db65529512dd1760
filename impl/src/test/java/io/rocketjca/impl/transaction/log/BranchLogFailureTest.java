package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or broken: the force fails, and a later one begins with a fresh file. */
@Timeout(120)
class BranchLogFailureTest {

    /** Every force makes the file longer. */
    private static final int NO_ROOM = 0;

    @TempDir
    private Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private FileBranchLog log;

    @BeforeEach
    void open() {
        log = reopen();
        log.force(Branches.branch(1));
        log.force(Branches.branch(2));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private FileBranchLog reopen() {
        return FileBranchLog.open(folder.resolve("log"), () -> Branches.IDENTITY, disk.files(NO_ROOM, 1 << 20));
    }

    private Set<Long> found() {
        return log.replay().stream().map(branch -> Branches.number(branch.id())).collect(Collectors.toSet());
    }

    private void assertForceFails(LoggedBranch branch, String why) {
        assertThatThrownBy(() -> log.force(branch))
                .isInstanceOfSatisfying(
                        BranchLogException.class, e -> assertThat(e.kind()).isEqualTo(BranchLogException.Kind.DISK))
                .hasMessage("Cannot force branch " + branch.id() + " to the branch log in " + folder.resolve("log")
                        + " (java.io.IOException: " + why + "); make room or mend the disk: the next force tries again,"
                        + " with a fresh file.");
    }

    @Test
    void aFailedSyncFailsTheForceAndTheNextOneWritesAFreshFileWithoutIt() throws Exception {
        Object oldFile = Files.readAttributes(folder.resolve("log/branches.log"), "unix:ino")
                .get("ino");
        disk.syncsToFail.set(1);
        assertForceFails(Branches.branch(3), "Input/output error");
        assertThat(log.healthy()).isFalse();

        log.force(Branches.branch(4));
        assertThat(log.healthy()).isTrue();
        assertThat(Files.readAttributes(folder.resolve("log/branches.log"), "unix:ino")
                        .get("ino"))
                .isNotEqualTo(oldFile);
        log.close();
        log = reopen();
        assertThat(found()).containsExactlyInAnyOrder(1L, 2L, 4L);
    }

    @Test
    void aReplacementThatFailsLeavesTheBranchAsItWas() {
        disk.syncsToFail.set(1);
        assertForceFails(Branches.branch(2, BranchState.COMMITTING, 4), "Input/output error");
        log.force(Branches.branch(5));
        log.close();
        log = reopen();

        assertThat(log.replay()).containsExactly(Branches.branch(1), Branches.branch(2), Branches.branch(5));
    }

    @Test
    void whatWasForgottenStaysForgottenOverAFailure() {
        log.forget(Branches.id(1));
        disk.syncsToFail.set(1);
        assertForceFails(Branches.branch(3), "Input/output error");
        log.force(Branches.branch(4));
        log.close();
        log = reopen();

        assertThat(found()).containsExactlyInAnyOrder(2L, 4L);
    }

    @Test
    void aFullDiskFailsForcesUntilThereIsRoomAndLosesNothing() throws Exception {
        for (int room = 0; room < 40_000; room += 1_900) {
            disk.room.set(room);
            long failing = 100 + room;
            boolean forced = true;
            try {
                log.force(Branches.branch(failing));
                disk.room.set(0);
                failing++;
                assertForceFails(Branches.branch(failing), "No space left on device");
            } catch (BranchLogException e) {
                forced = false;
            }
            assertThat(log.healthy()).isFalse();
            assertForceFails(Branches.branch(failing), "No space left on device");
            assertThat(folder.resolve("log/branches.new")).doesNotExist();

            disk.room.set(Long.MAX_VALUE);
            log.force(Branches.branch(3));
            assertThat(log.healthy()).isTrue();
            log.close();
            log = reopen();
            assertThat(found()).contains(1L, 2L, 3L).doesNotContain(failing);
            assertThat(found().contains(100L + room)).isEqualTo(forced);
        }
    }

    @Test
    void aFullDiskDoesNotFailForcesForWhichTheFileHasRoom() {
        log.close();
        log = FileBranchLog.open(folder.resolve("log"), () -> Branches.IDENTITY, disk.files(1 << 20));
        disk.room.set(0);
        int forced = 0;
        while (log.healthy()) {
            try {
                log.force(Branches.branch(100 + forced));
                forced++;
            } catch (BranchLogException full) {
                assertThat(full).hasMessageContaining("No space left on device");
            }
        }

        assertThat(forced).isGreaterThan(LogFiles.ROOM_BYTES / LogFrame.SECTOR_BYTES - 3);
        log.close();
        log = reopen();
        assertThat(found()).hasSize(2 + forced);
    }

    @Test
    void aLogThatCanOnlyBeReadOpensUnhealthyAndIsHealedByAForce() {
        log.close();
        disk.room.set(0);
        log = reopen();
        assertThat(log.healthy()).isFalse();
        assertThat(found()).containsExactlyInAnyOrder(1L, 2L);

        disk.room.set(Long.MAX_VALUE);
        log.force(Branches.branch(3));
        assertThat(log.healthy()).isTrue();
        log.close();
        log = reopen();
        assertThat(found()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aNewLogThatCannotBeWrittenIsNotOpened() {
        Path other = folder.resolve("other");
        FaultyDisk full = new FaultyDisk();
        full.room.set(0);
        assertThatThrownBy(() -> FileBranchLog.open(other, () -> Branches.IDENTITY, full.files(1 << 20)))
                .isInstanceOf(BranchLogException.class)
                .hasMessageStartingWith("Cannot write a branch log in " + other);
        full.room.set(Long.MAX_VALUE);
        FileBranchLog.open(other, () -> Branches.IDENTITY, full.files(1 << 20)).close();
    }

    @Test
    void everyCallerOfAFailedBatchIsToldAndEveryCallerOfALaterOneIsNot() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Set<Long> forced = ConcurrentHashMap.newKeySet();
        Threads.run(8, thread -> {
            for (long i = 0; i < 100; i++) {
                long number = 1000 * (thread + 1) + i;
                if (i % 25 == 7) {
                    disk.syncsToFail.incrementAndGet();
                }
                try {
                    log.force(Branches.branch(number));
                    forced.add(number);
                } catch (BranchLogException e) {
                    failures.incrementAndGet();
                }
            }
        });
        disk.syncsToFail.set(0);
        log.force(Branches.branch(3));
        assertThat(failures.get()).isGreaterThan(3);
        assertThat(forced).hasSize(800 - failures.get());

        forced.addAll(Set.of(1L, 2L, 3L));
        log.close();
        log = reopen();
        assertThat(found()).isEqualTo(forced);
    }

    @Test
    void anInterruptNeitherFailsAForceNorIsLost() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        disk.watcher = new FaultyDisk.Watcher() {
            @Override
            public void written(Path file, long position, byte[] bytes) {
                if (writes.incrementAndGet() % 7 == 0) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        AtomicInteger interrupted = new AtomicInteger();
        Threads.run(4, thread -> {
            for (long i = 0; i < 100; i++) {
                if (i % 10 == 0) {
                    Thread.currentThread().interrupt();
                }
                log.force(Branches.branch(1000 * (thread + 1) + i));
                boolean isInterrupted = Thread.interrupted();
                assertThat(isInterrupted || i % 10 != 0).isTrue();
                interrupted.addAndGet(isInterrupted ? 1 : 0);
            }
        });

        assertThat(interrupted.get()).isGreaterThan(40);
        log.close();
        log = reopen();
        assertThat(found()).hasSize(402);
    }
}
