package io.rocketjca.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final int BYTES = 1 << 20;

    @Test
    void figuresAreTheDifferencePerMessage() {
        Snapshot before = new Snapshot(0, 500_000, Map.of(1L, 1000L), 0, 0);
        Snapshot after = new Snapshot(
                2_000_000_000L, 1_500_000_500_000L, Map.of(1L, 6000L), 2_900_000_000_000L, 1_000_000_000_000L);
        Map<String, Double> report = new LinkedHashMap<>();
        after.addTo(report, before, 1000);
        assertThat(report.get("msg_per_s")).isCloseTo(500, EXACT);
        assertThat(report.get("cpu_us_per_msg")).isCloseTo(1_500_000, EXACT);
        assertThat(report.get("alloc_b_per_msg")).isCloseTo(5, EXACT);
        assertThat(report.get("server_cpu_us_per_msg")).isCloseTo(1_000_000, EXACT);
        assertThat(report.get("foreign_cores"))
                .as("2900 - 1500 - 1000 s in 2 s")
                .isCloseTo(200, EXACT);
    }

    @Test
    void threadsThatAreNewCountFromNothingAndThoseThatEndedAreLost() {
        Snapshot after = new Snapshot(0, 0, Map.of(1L, 150L, 3L, 30L), 0, 0);
        assertThat(after.allocatedSince(Map.of(1L, 100L, 2L, 70L))).isEqualTo(80);
    }

    @Test
    void whatOtherThreadsAllocateIsSeen() throws Exception {
        Object lock = new Object();
        byte[][] kept = new byte[1][];
        Thread other = new Thread(() -> {
            synchronized (lock) {
                kept[0] = new byte[BYTES];
            }
        });
        Snapshot before = Snapshot.take(ProcessHandle.current().pid());
        other.start();
        other.join();
        kept[0] = new byte[BYTES];
        Snapshot after = Snapshot.take(ProcessHandle.current().pid());
        assertThat(after.allocatedSince(before.allocated())).isGreaterThanOrEqualTo(BYTES);
        assertThat(after.nanos()).isGreaterThan(before.nanos());
        assertThat(after.server()).as("of this process").isPositive();
    }

    @Test
    void aProcessThatIsGoneHasNoTime() throws Exception {
        assertThat(ProcessorTime.ofProcess(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void theMachineIsBusyWithAllButIdlingAndWaiting() {
        assertThat(ProcessorTime.machineTicks("cpu  1 2 4 8000 9000 16 32 64 128 256\ncpu0 7 7 7 7\n"))
                .isEqualTo(1 + 2 + 4 + 16 + 32 + 64);
    }

    @Test
    void aProcessNameMayHoldSpacesAndParentheses() {
        assertThat(ProcessorTime.processTicks("42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 111 222 13 14"))
                .isEqualTo(333);
    }
}
