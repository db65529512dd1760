package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forces that come together share a sync, and none returns before the sync that has it. */
@Timeout(300)
class GroupCommitTest {

    @TempDir
    private Path folder;

    private final FaultyDisk disk = new FaultyDisk();

    private FileBranchLog open(long mostDeadBytes) {
        return FileBranchLog.open(folder.resolve("log"), () -> Branches.IDENTITY, disk.files(mostDeadBytes));
    }

    @Test
    void manyForcesThatWaitForOneSyncNeedOneMore() throws Exception {
        FileBranchLog log = open(1 << 20);
        CountDownLatch oneSyncs = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        disk.watcher = new FaultyDisk.Watcher() {
            @Override
            public void syncing(Path file) throws IOException {
                oneSyncs.countDown();
                await(mayGoOn);
            }
        };
        int before = disk.syncs.get();
        Set<Thread> waiting = ConcurrentHashMap.newKeySet();
        Threads.run(34, thread -> {
            if (thread == 33) {
                await(oneSyncs);
                // The one that writes waits in its sync; all others have handed in what they have and wait for it.
                while (waiting.stream()
                                .filter(each -> each.getState() == Thread.State.WAITING)
                                .count()
                        < 33) {
                    Thread.onSpinWait();
                }
                mayGoOn.countDown();
            } else {
                if (thread > 0) {
                    await(oneSyncs);
                }
                waiting.add(Thread.currentThread());
                log.force(Branches.branch(thread));
            }
        });

        assertThat(disk.syncs.get() - before).isEqualTo(2);
        log.close();
        assertThat(reopened()).hasSize(33);
    }

    @Test
    void aSingleForceIsOneSyncAndAForgetNone() {
        try (FileBranchLog log = open(1 << 20)) {
            int before = disk.syncs.get();
            log.force(Branches.branch(1));
            log.forget(Branches.id(1));
            log.force(Branches.branch(2));
            log.forget(Branches.id(2));

            assertThat(disk.syncs.get() - before).isEqualTo(2);
        }
    }

    @Test
    void theMachineMayLosePowerAtAnySyncWithoutLosingABranchWhoseForceReturned() throws Exception {
        long seed = new Random().nextLong();
        Set<Long> returned = ConcurrentHashMap.newKeySet();
        Set<Long> begun = ConcurrentHashMap.newKeySet();
        try (FileBranchLog log = open(100_000)) {
            PowerLoss loss = new PowerLoss(new Random(seed), returned, begun, folder.resolve("lost"));
            disk.watcher = loss;
            for (long i = 0; i < 300; i++) {
                begun.add(i);
                log.force(Branches.branch(i));
                returned.add(i);
                if (i % 3 == 2) {
                    returned.remove(i - 1);
                    log.forget(Branches.id(i - 1));
                }
            }
            assertThat(loss.losses).as("seed " + seed).isGreaterThan(200);
        }
    }

    private Set<Long> reopened() {
        try (FileBranchLog log = open(1 << 20)) {
            return log.replay().stream()
                    .map(branch -> Branches.number(branch.id()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Before each sync, opens what the disk would hold if power went out now: all that was synced before, and of what was
     * written since then some sectors and not others.
     */
    private static final class PowerLoss implements FaultyDisk.Watcher {

        private static final int SECTOR = 512;

        private final Random random;
        private final Set<Long> returned;
        private final Set<Long> begun;
        private final Path place;
        private final Map<Long, byte[]> unsynced = new TreeMap<>();
        private byte[] synced;
        private int losses;

        PowerLoss(Random random, Set<Long> returned, Set<Long> begun, Path place) {
            this.random = random;
            this.returned = returned;
            this.begun = begun;
            this.place = place;
        }

        @Override
        public void written(Path file, long position, byte[] bytes) {
            for (int at = 0; at < bytes.length; at += SECTOR) {
                unsynced.put(position + at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + SECTOR)));
            }
        }

        @Override
        public void syncing(Path file) throws IOException {
            if (synced != null && file.endsWith("branches.log")) {
                openWhatIsLeft();
                losses++;
            }
            unsynced.clear();
            synced = Files.readAllBytes(file);
        }

        private void openWhatIsLeft() throws IOException {
            byte[] image = synced.clone();
            int percent = random.nextInt(101);
            for (Map.Entry<Long, byte[]> sector : unsynced.entrySet()) {
                if (random.nextInt(100) < percent) {
                    int at = Math.toIntExact(sector.getKey());
                    image = Arrays.copyOf(image, Math.max(image.length, at + sector.getValue().length));
                    System.arraycopy(sector.getValue(), 0, image, at, sector.getValue().length);
                }
            }
            Files.createDirectories(place);
            Files.write(place.resolve("branches.log"), image);
            try (FileBranchLog log = FileBranchLog.open(place, () -> null)) {
                Set<Long> found = log.replay().stream()
                        .map(branch -> Branches.number(branch.id()))
                        .collect(Collectors.toSet());
                assertThat(found).containsAll(returned);
                assertThat(begun).containsAll(found);
            }
        }
    }
}
