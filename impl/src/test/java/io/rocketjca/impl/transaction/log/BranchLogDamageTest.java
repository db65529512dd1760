package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file opens as it was before its damaged end, or not at all. */
@Timeout(300)
class BranchLogDamageTest {

    private static final int SECTOR = LogFrame.SECTOR_BYTES;

    @TempDir
    private Path folder;

    /** The file after each force, and what was live then. */
    private final List<Map<BranchId, LoggedBranch>> states = new ArrayList<>();

    private final List<Long> ends = new ArrayList<>();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        Path directory = folder.resolve("log");
        Map<BranchId, LoggedBranch> live = new LinkedHashMap<>();
        FaultyDisk disk = new FaultyDisk();
        AtomicLong end = new AtomicLong();
        disk.watcher = new FaultyDisk.Watcher() {
            @Override
            public void written(Path file, long position, byte[] bytes) {
                end.set(position + bytes.length);
            }
        };
        try (FileBranchLog log =
                FileBranchLog.open(directory, () -> Branches.IDENTITY, disk.files(LogFiles.MOST_DEAD_BYTES))) {
            for (int i = 0; i < 36; i++) {
                if (i % 3 == 2) {
                    log.forget(Branches.id(i - 1));
                    live.remove(Branches.id(i - 1));
                }
                LoggedBranch branch = Branches.branch(i, BranchState.PREPARED, i % 7 == 6 ? 60 : 2);
                log.force(branch);
                live.put(branch.id(), branch);
                states.add(new LinkedHashMap<>(live));
                ends.add(end.get());
            }
        }
        whole = Files.readAllBytes(directory.resolve("branches.log"));
    }

    /** What opens, or null if it is refused with a text that says what to do. */
    private List<LoggedBranch> opened(byte[] image) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("damaged"));
        Files.write(directory.resolve("branches.log"), image);
        try (FileBranchLog log = FileBranchLog.open(directory, () -> null)) {
            assertThat(log.identity()).isEqualTo(Branches.IDENTITY);
            return log.replay();
        } catch (BranchLogException e) {
            assertThat(e.kind()).isEqualTo(BranchLogException.Kind.UNREADABLE);
            assertThat(e).hasMessageContaining("cannot be read: ").hasMessageContaining("move it away and start again");
            assertThat(Files.readAllBytes(directory.resolve("branches.log"))).isEqualTo(image);
            assertThat(directory.resolve("branches.new")).doesNotExist();
            return null;
        }
    }

    private boolean is(List<LoggedBranch> found, int state) {
        return found != null
                && Set.copyOf(found).equals(Set.copyOf(states.get(state).values()));
    }

    private void assertIs(List<LoggedBranch> found, int state, String what) {
        assertThat(is(found, state)).as(what + ", seed " + seed).isTrue();
    }

    @Test
    void aFileThatWasCutOpensAsItWasThen() throws IOException {
        assertIs(opened(whole), states.size() - 1, "whole");
        for (int state = 0; state < ends.size(); state++) {
            int end = Math.toIntExact(ends.get(state));
            int next = state + 1 < ends.size() ? Math.toIntExact(ends.get(state + 1)) : end + 1;
            for (int cut : new int[] {end, end + 1, end + random.nextInt(next - end), next - 1}) {
                assertIs(opened(Arrays.copyOf(whole, cut)), state, "cut at " + cut);
            }
        }
        for (int cut = 0; cut < ends.get(0); cut += 512) {
            List<LoggedBranch> found = opened(Arrays.copyOf(whole, cut));
            assertThat(found == null || found.isEmpty()).as("cut at " + cut).isTrue();
        }
    }

    @Test
    void aByteThatChangedInTheNewestWriteCostsThatWriteAtMost() throws IOException {
        int last = states.size() - 1;
        int start = Math.toIntExact(ends.get(last - 1));
        for (int i = 0; i < 150; i++) {
            int at = start + random.nextInt(whole.length - start);
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            List<LoggedBranch> found = opened(changed);
            assertThat(is(found, last) || is(found, last - 1))
                    .as("byte " + at + " of " + whole.length + ", seed " + seed)
                    .isTrue();
        }
    }

    @Test
    void aByteThatChangedAnywhereNeverLosesABranchInSilence() throws IOException {
        int refused = 0;
        int last = states.size() - 1;
        int newest = Math.toIntExact(LogFrame.nextSector(ends.get(last - 1)));
        for (int i = 0; i < 150; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(newest);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            List<LoggedBranch> found = opened(changed);
            if (found == null) {
                refused++;
            } else {
                assertIs(found, last, "byte " + at + " between two writes"); // what nobody reads
            }
        }
        assertThat(refused).as("seed " + seed).isGreaterThan(40);
    }

    @Test
    void sectorsOfTheNewestWriteThatNeverCameCostThatWriteAtMost() throws IOException {
        for (int last = 1; last < ends.size(); last++) {
            int start = Math.toIntExact(LogFrame.nextSector(ends.get(last - 1)));
            int end = Math.toIntExact(LogFrame.nextSector(ends.get(last)));
            for (int sector = start; sector < end; sector += SECTOR) {
                byte[] image = Arrays.copyOf(whole, end);
                Arrays.fill(image, sector, sector + SECTOR, (byte) 0);
                for (int other = start; other < end; other += SECTOR) {
                    if (random.nextInt(3) == 0) {
                        Arrays.fill(image, other, other + SECTOR, (byte) 0);
                    }
                }
                assertIs(opened(image), last - 1, "sector at " + sector);
            }
        }
    }

    @Test
    void aDamagedWriteBeforeTheNewestIsRefusedEvenIfTheNewestIsUnfinished() throws IOException {
        int last = states.size() - 1;
        byte[] image = Arrays.copyOf(whole, Math.toIntExact(ends.get(last) - 1));
        image[Math.toIntExact(ends.get(last - 1)) - 1] ^= 1;

        assertThat(opened(image)).isNull();
    }

    @Test
    void anEmptyFileIsNoNewLog() throws IOException {
        assertThat(opened(new byte[0])).isNull();
        assertThat(opened(new byte[3 * SECTOR])).isNull();
    }

    @Test
    void anUnfinishedFreshFileIsIgnored() throws IOException {
        Path directory = folder.resolve("log");
        Files.write(directory.resolve("branches.new"), new byte[100]);
        try (FileBranchLog log = FileBranchLog.open(directory, () -> null)) {
            assertIs(log.replay(), states.size() - 1, "whole");
        }
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.write(other.resolve("branches.new"), whole);
        assertThatThrownBy(() -> FileBranchLog.open(other, () -> {
                    throw new IllegalStateException("asked for a new identity");
                }))
                .hasMessage("asked for a new identity");
    }
}
