package io.rocketjca.impl.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log belongs to one adapter at a time, in whatever process. */
@Timeout(120)
class BranchLogLockTest {

    private static final String ADVICE =
            "; give each adapter a name or a log directory of its own, or stop the other one.";

    @TempDir
    private Path directory;

    private FileBranchLog open() {
        return FileBranchLog.open(directory, () -> Branches.IDENTITY);
    }

    private void assertInUse(String by) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        BranchLogException.class, e -> assertThat(e.kind()).isEqualTo(BranchLogException.Kind.IN_USE))
                .hasMessage("The branch log in " + directory + " is in use by " + by + ADVICE);
    }

    @Test
    void aSecondAdapterInTheSameJvmIsRefusedUntilTheFirstIsClosed() {
        try (FileBranchLog log = open()) {
            assertInUse("another adapter of this server");
            assertInUse("another adapter of this server");
            log.force(Branches.branch(1));
        }
        try (FileBranchLog log = open()) {
            assertThat(log.replay()).containsExactly(Branches.branch(1));
        }
    }

    @Test
    void aLogOfAnotherProcessIsRefusedUntilThatIsKilled() throws Exception {
        try (OtherJvm writer = OtherJvm.start(BusyWriter.class, directory, 0, 1 << 20)) {
            assertThat(writer.line()).isEqualTo("open");
            assertInUse("process " + writer.pid());
            assertInUse("process " + writer.pid());
            assertThat(writer.line()).startsWith(">");
            writer.kill();
            open().close();
        }
    }

    @Test
    void anotherProcessIsRefusedEvenAfterASecondAdapterInThisJvmWas() throws Exception {
        FileBranchLog log = open();
        assertInUse("another adapter of this server");
        try (OtherJvm dump = OtherJvm.start(RefusedDump.class, directory)) {
            assertThat(dump.line())
                    .isEqualTo("The branch log in " + directory + " is in use by process "
                            + ProcessHandle.current().pid() + ADVICE);
        }
        log.close();
        try (OtherJvm dump = OtherJvm.start(RefusedDump.class, directory)) {
            assertThat(dump.line()).startsWith("log id=");
        }
    }

    /** Prints the log, or why it cannot be printed. */
    static final class RefusedDump {

        private RefusedDump() {}

        public static void main(String[] arguments) {
            BranchLogDump.dump(arguments, System.out, System.out);
        }
    }
}
