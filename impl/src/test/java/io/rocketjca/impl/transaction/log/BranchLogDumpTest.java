package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a log. */
class BranchLogDumpTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    private boolean dump(String... arguments) {
        out.reset();
        problems.reset();
        return BranchLogDump.dump(arguments, new PrintStream(out), new PrintStream(problems));
    }

    private static String text(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsTheLogAndABranchPerLine() throws IOException {
        try (FileBranchLog log = FileBranchLog.open(directory, () -> new LogIdentity(0xABCL, "n1", "GID-n1"))) {
            log.force(new LoggedBranch(
                    BranchId.of(1, new byte[] {1, 2}, new byte[] {3}),
                    BranchState.COMMITTING,
                    1_790_000_000_000L,
                    List.of(new LoggedHalf("ns:9876", "orders", "b0", "KEY1", 512, 7, 3, true))));
            log.force(new LoggedBranch(
                    BranchId.of(1, new byte[] {1, 3}, new byte[0]), BranchState.HEURISTIC_HAZARD, 0, List.of()));
        }
        byte[] before = Files.readAllBytes(directory.resolve("branches.log"));

        assertThat(dump(directory.toString())).isTrue();
        assertThat(text(out).lines())
                .containsExactly(
                        "log id=abc node=n1 producerGroup=GID-n1 branches=2",
                        "1:0102:03 COMMITTING since=2026-09-21T14:13:20Z halves=1 [orders b0/3 messageId=KEY1"
                                + " commitLogOffset=512 stateTableOffset=7 ordered nameServers=ns:9876]",
                        "1:0103: HEURISTIC_HAZARD since=1970-01-01T00:00:00Z halves=0");
        assertThat(Files.readAllBytes(directory.resolve("branches.log"))).isEqualTo(before);
    }

    @Test
    void saysWhyThereIsNothingToShow() throws IOException {
        assertThat(dump()).isFalse();
        assertThat(text(problems)).isEqualToIgnoringNewLines("Name one directory: that of the branch log to print.");
        assertThat(dump(directory.resolve("none").toString())).isFalse();
        assertThat(directory.resolve("none")).doesNotExist();
        assertThat(dump(directory.toString())).isFalse();
        assertThat(text(problems)).isEqualToIgnoringNewLines("There is no branch log in " + directory + ".");
        Files.writeString(directory.resolve("branches.log"), "no log");
        assertThat(dump(directory.toString())).isFalse();
        assertThat(text(problems))
                .startsWith("The branch log " + directory.resolve("branches.log")
                        + " cannot be read: nothing in it is whole. Restore the file as it was; or,");
        assertThat(out.size()).isZero();
    }
}
