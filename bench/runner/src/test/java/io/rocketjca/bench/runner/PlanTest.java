package io.rocketjca.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theQuickPlanCoversItsScenariosInTime() {
        Plan quick = Plan.quick();
        assertThat(quick.sink())
                .extracting(Scenario::title)
                .containsExactly(
                        "async 128 B x1",
                        "async 16384 B x1",
                        "sync 128 B x1",
                        "sync 128 B x16",
                        "sync 128 B x64",
                        "pipe 128 B x1",
                        "pipe 16384 B x1");
        assertThat(quick.rounds()).isEqualTo(3);
        assertThat(quick.millis()).isEqualTo(2000);
        long millis = 3 * quick.firstWarmMillis()
                + 3 * quick.sink().size() * (quick.warmMillis() + quick.rounds() * quick.millis());
        assertThat(millis)
                .as("leaves half of ten minutes for building and starting")
                .isLessThan(300_000);
    }

    @Test
    void scenariosCanBePickedByName() {
        Plan picked = Plan.full().only(Set.of("sync"));
        assertThat(picked.sink()).extracting(Scenario::threads).containsExactly(1, 16, 64);
        assertThat(picked.starts()).isFalse();
    }

    @Test
    void theBriefPlanMeasuresEverythingInLessTime() {
        Plan full = Plan.full();
        Plan brief = full.brief();
        assertThat(brief.sink()).isEqualTo(full.sink());
        assertThat(brief.broker()).isEqualTo(full.broker());
        assertThat(brief.transactions()).isEqualTo(full.transactions());
        assertThat(brief.containers()).isEqualTo(full.containers());
        assertThat(brief.starts()).isTrue();
        assertThat(brief.rounds() * brief.millis()).isLessThan(full.rounds() * full.millis());
    }

    @Test
    void oursWithLz4IsOursInTheResults() {
        Scenario lz4 = Plan.full().only(Set.of("async-lz4")).sink().get(0);
        assertThat(lz4.subjects()).extracting(Scenario::shown).containsExactly("ours", "official");
        assertThat(lz4.topic()).isEqualTo("bench-text-16384");
    }

    @Test
    void pacedWindowsAreLongEnoughForTheStepsOfProcessorTime() {
        Scenario paced = Plan.full().only(Set.of("oneway-paced")).sink().get(0);
        assertThat(paced.request(2000, 1).millis()).isEqualTo(5000);
        assertThat(paced.request(2000, 1).rate()).isEqualTo(20_000);
    }
}
