package io.rocketjca.impl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.protocol.UniqueIdSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at the same address draw keys at the very same time: the worst that two containers can do. */
@Timeout(120)
class MessageKeysOfTwoJvmsTest {

    private static final int EACH = 200_000;
    private static final int KEYS_PER_MILLI = 1 << 16;
    private static final List<String> OWN_PROCESS_IDS = List.of("unshare", "--user", "--pid", "--fork", "--kill-child");

    private final long now = System.currentTimeMillis();
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    /** What one process printed. */
    private record Printed(String pid, List<String> keys) {}

    @Test
    void noKeyComesTwiceFromTwoJvms() throws Exception {
        List<Printed> both = printTwice(List.of());

        assertThat(both.get(0).pid()).isNotEqualTo(both.get(1).pid());
        assertAllDiffer(both.get(0).keys(), both.get(1).keys());
    }

    @Test
    @Defect("K25")
    void noKeyComesTwiceFromTwoJvmsWithTheSameProcessId() throws Exception {
        assumeTrue(canHaveOwnProcessIds(), "this system gives processes no process ids of their own");

        List<Printed> both = printTwice(OWN_PROCESS_IDS);

        assertThat(both).extracting(Printed::pid).containsOnly("1");
        assertAllDiffer(both.get(0).keys(), both.get(1).keys());
    }

    @Test
    void noKeyComesTwiceFromTwoAdaptersInOneJvm() {
        LocalAddress address = LocalAddress.find();
        UniqueIdSource one = RuntimeParts.messageIds(address, new SecureRandom());
        UniqueIdSource other = RuntimeParts.messageIds(address, new SecureRandom());
        List<String> ofOne = new ArrayList<>();
        List<String> ofOther = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            ofOne.add(one.next(now).toString());
            ofOther.add(other.next(now).toString());
        }

        assertAllDiffer(ofOne, ofOther);
    }

    private void assertAllDiffer(List<String> one, List<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        assertThat(all).hasSize(2 * EACH);
        assertLayout(one);
        assertLayout(other);
    }

    /** Four bytes of address, two and four that tell processes apart, four of time since the month began, two that count. */
    private void assertLayout(List<String> keys) {
        byte[] address = LocalAddress.find().ipv4();
        ZoneId zone = ZoneId.systemDefault();
        long monthStart = YearMonth.from(Instant.ofEpochMilli(now).atZone(zone))
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
        long process = ByteBuffer.wrap(HexFormat.of().parseHex(keys.get(0))).getLong(2) << 16;
        for (int i = 0; i < keys.size(); i++) {
            ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(keys.get(i)));
            if (key.capacity() != 16
                    || !key.slice(0, 4).equals(ByteBuffer.wrap(address))
                    || key.getLong(2) << 16 != process
                    || key.getInt(10) != (int) (now - monthStart + i / KEYS_PER_MILLI)
                    || key.getShort(14) != (short) i) {
                throw new AssertionError("key " + i + " has another layout: " + keys.get(i));
            }
        }
    }

    private List<Printed> printTwice(List<String> prefix) throws Exception {
        try {
            start(prefix, folder.resolve("one"));
            start(prefix, folder.resolve("other"));
            for (Process process : processes) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
            return List.of(read(folder.resolve("one")), read(folder.resolve("other")));
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private void start(List<String> prefix, Path output) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:-UsePerfData", // which is kept in a file named after the process id
                "-cp",
                System.getProperty("java.class.path"),
                MessageKeyPrinter.class.getName(),
                Integer.toString(EACH),
                Long.toString(now)));
        processes.add(new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static Printed read(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(1 + EACH);
        return new Printed(lines.get(0), lines.subList(1, lines.size()));
    }

    private static boolean canHaveOwnProcessIds() throws InterruptedException {
        List<String> command = new ArrayList<>(OWN_PROCESS_IDS);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
