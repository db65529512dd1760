package io.rocketjca.impl.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimerTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final long origin = ticker.nanos();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsTasksInTheirOrderAtTheirTimes() {
        timer.once(Duration.ofSeconds(3), () -> record("c"));
        timer.every(Duration.ofSeconds(1), Duration.ofSeconds(2), () -> record("a"));
        timer.once(Duration.ofSeconds(1), () -> record("b"));
        timer.advance(Duration.ofSeconds(4));
        assertThat(ran).containsExactly("a@1", "b@1", "c@3", "a@3");
        assertThat(ticker.nanos() - origin).isEqualTo(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void aCancelledTaskDoesNotRunEvenIfItCancelsItself() {
        Timer.Scheduled[] repeated = new Timer.Scheduled[1];
        repeated[0] = timer.every(Duration.ZERO, Duration.ofSeconds(1), () -> {
            record("once");
            repeated[0].cancel();
        });
        timer.once(Duration.ofSeconds(1), () -> record("never")).cancel();
        timer.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("once@0");
        assertThat(timer.scheduled()).isZero();
    }

    private void record(String name) {
        ran.add(name + "@" + Duration.ofNanos(ticker.nanos() - origin).toSeconds());
    }
}
