package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at any moment loses no branch whose force has returned, and its lock with it. */
@Timeout(300)
class BranchLogKillTest {

    private static final int KILLS = 20;
    private static final int PER_KILL = 1_000_000;

    @TempDir
    private Path folder;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Set<Long> begun = new TreeSet<>();
    private final Set<Long> sure = new TreeSet<>();

    @Test
    void everyBranchWhoseForceReturnedIsThereAfterAKill() throws Exception {
        Path directory = folder.resolve("log");
        for (int kill = 0; kill < KILLS; kill++) {
            try (OtherJvm writer = OtherJvm.start(BusyWriter.class, directory, kill * PER_KILL, 150_000)) {
                assertThat(writer.line()).isEqualTo("open");
                int lines = random.nextInt(3_000);
                for (int i = 0; i < lines; i++) {
                    note(writer.line());
                }
                writer.kill();
                for (String line = writer.line(); line != null; line = writer.line()) {
                    note(line);
                }
            }
            try (FileBranchLog log = FileBranchLog.open(directory, () -> null)) {
                Set<Long> found = log.replay().stream()
                        .map(branch -> Branches.number(branch.id()))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(log.replay())
                        .allMatch(branch -> branch.equals(Branches.branch(Branches.number(branch.id()))));
                assertThat(found).as("kill %s of seed %s", kill, seed).containsAll(sure);
                assertThat(begun).as("kill %s of seed %s", kill, seed).containsAll(found);
                begun.retainAll(found);
                sure.addAll(found);
                sure.stream().skip(100).forEach(number -> log.forget(Branches.id(number)));
                sure.retainAll(sure.stream().limit(100).collect(Collectors.toSet()));
            }
        }
        assertThat(sure).isNotEmpty();
    }

    /** What the kill has cut off in the middle of a line does not count. */
    private void note(String line) {
        if (line.endsWith(".")) {
            long number = Long.parseLong(line.substring(1, line.length() - 1));
            switch (line.charAt(0)) {
                case '>' -> begun.add(number);
                case '+' -> sure.add(number);
                default -> sure.remove(number);
            }
        }
    }
}
