package io.rocketjca.impl.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UniqueIdSourceTest {

    private static final byte[] IP = {10, (byte) 200, 3, 4};
    private static final long NOW = millis("2026-11-21T02:00:00Z");

    private final UniqueIdSource source = new UniqueIdSource(IP, 0x123456789ABCL, ZoneOffset.UTC);

    @Test
    @Row("SND-10")
    void hasTheLayoutThatToolsRead() {
        UniqueId id = source.next(NOW);
        assertThat(id.toString()).matches("[0-9A-F]{32}").startsWith("0AC80304");
        assertThat(id.ipv4()).isEqualTo(0x0AC80304);
        assertThat(id.millisOfMonth()).isEqualTo(NOW - millis("2026-11-01T00:00:00Z"));
        assertThat(id.counter()).isZero();
        assertThat(id.madeAtMillis(NOW + 1, ZoneOffset.UTC)).isEqualTo(NOW);
        assertThat(id.madeAtMillis(millis("2026-12-01T00:10:00Z"), ZoneOffset.UTC))
                .isEqualTo(NOW);
    }

    @Test
    void countsTheMonthInTheLocalTimeZone() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        long lastHour = millis("2026-10-31T16:30:00Z"); // half past midnight of November there
        UniqueId id = new UniqueIdSource(IP, 1, zone).next(lastHour);
        assertThat(id.millisOfMonth()).isEqualTo(30 * 60_000);
        assertThat(id.madeAtMillis(lastHour + 1, zone)).isEqualTo(lastHour);
    }

    @Test
    void borrowsFromTheNextMillisecondWhenTheCounterIsSpent() {
        Set<UniqueId> ids = new HashSet<>();
        UniqueId last = null;
        for (int i = 0; i < 200_000; i++) {
            last = source.next(NOW);
            ids.add(last);
        }
        assertThat(ids).hasSize(200_000);
        assertThat(last.madeAtMillis(NOW + 1000, ZoneOffset.UTC)).isEqualTo(NOW + 3);
        assertThat(source.next(NOW + 10).counter()).isZero();
    }

    @Test
    void staysUniqueWhenTheClockIsSetBack() {
        UniqueId before = source.next(NOW);
        UniqueId after = source.next(NOW - 3_600_000);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.low()).isEqualTo(before.low() + 1);
    }

    @Test
    void staysUniqueWhenTheSameTimeOfMonthComesAgain() {
        UniqueId november = source.next(NOW);
        UniqueId december = source.next(millis("2026-12-21T02:00:00Z"));
        assertThat(december.millisOfMonth()).isEqualTo(november.millisOfMonth());
        assertThat(december.random()).isNotEqualTo(november.random());
    }

    @Test
    void crossesTheEndOfAMonth() {
        long lastMilli = millis("2026-12-01T00:00:00Z") - 1;
        Set<UniqueId> ids = new HashSet<>();
        for (int i = 0; i < 70_000; i++) {
            ids.add(source.next(lastMilli));
        }
        assertThat(ids).hasSize(70_000);
        assertThat(ids).anyMatch(id -> id.millisOfMonth() == 0);
    }

    @Test
    void holdsTheLongestMonth() {
        UniqueId id = source.next(millis("2026-10-31T23:59:59.999Z"));
        assertThat(id.millisOfMonth()).isEqualTo(31L * 86_400_000 - 1);
    }

    @Test
    @Defect("K25")
    void differsBetweenTwoContainersWithTheSameAddress() {
        UniqueIdSource twin = new UniqueIdSource(IP, 0x223456789ABCL, ZoneOffset.UTC);
        assertThat(twin.next(NOW)).isNotEqualTo(source.next(NOW));
    }

    @Test
    void usesAll48RandomBits() {
        for (int bit = 0; bit < 48; bit++) {
            UniqueIdSource other = new UniqueIdSource(IP, 0x123456789ABCL ^ 1L << bit, ZoneOffset.UTC);
            assertThat(other.next(NOW).random())
                    .as("bit %d", bit)
                    .isNotEqualTo(source.next(NOW).random());
        }
    }

    @Test
    @Row("SND-10")
    void isUniqueAcrossManyThreadsAndTheEndOfAMonth() throws Exception {
        int threads = 8;
        int each = 30_000;
        long start = millis("2026-12-01T00:00:00Z") - 2;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<UniqueId>>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                parts.add(pool.submit(() -> draw(start, each)));
            }
            Set<UniqueId> all = new HashSet<>();
            for (Future<List<UniqueId>> part : parts) {
                all.addAll(part.get(30, TimeUnit.SECONDS));
            }
            assertThat(all).hasSize(threads * each);
            assertThat(all).extracting(UniqueId::random).contains((0x123456789ABCL + 2026 * 12 + 12));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void refusesAnAddressThatIsNotIpv4() {
        assertThatThrownBy(() -> new UniqueIdSource(new byte[16], 1, ZoneOffset.UTC))
                .hasMessageContaining("16");
    }

    @Test
    void readsOnlyTextsOf32Digits() {
        assertThat(UniqueId.parse("0AC80304000000000000000000000000")).isEqualTo(new UniqueId(0x0AC8030400000000L, 0));
        assertThat(UniqueId.parse("0".repeat(32))).isEqualTo(new UniqueId(0, 0));
        assertThat(UniqueId.parse("0".repeat(31))).isNull();
        assertThat(UniqueId.parse("0".repeat(31) + "G")).isNull();
        assertThat(UniqueId.parse("G" + "0".repeat(31))).isNull();
        assertThat(UniqueId.parse("")).isNull();
    }

    private List<UniqueId> draw(long startMillis, int count) {
        List<UniqueId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(source.next(startMillis + i / 10_000));
        }
        return ids;
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
