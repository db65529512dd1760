package io.rocketjca.impl.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.time.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerConditionTest {

    private final ManualTicker ticker = new ManualTicker();
    private final LatencyFaultTolerance faults = new LatencyFaultTolerance(ticker);
    private final BrokerCondition broker = faults.of("a");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "49, 0",
        "100, 0",
        "549, 0",
        "550, 2000",
        "1799, 2000",
        "1800, 5000",
        "3000, 6000",
        "5000, 10000",
        "14999, 10000",
        "15000, 30000",
        "99999999, 30000"
    })
    @Row({"FLT-07", "FLT-09", "CFG-18"})
    void aSlowAnswerMeansThatTheBrokerIsAvoidedForAsLongAsTheTableSays(long latencyMillis, long avoidedMillis) {
        broker.answered(Duration.ofMillis(latencyMillis).toNanos());

        assertThat(faults.doubtful()).isEqualTo(avoidedMillis > 0);
        ticker.advance(Duration.ofMillis(Math.max(0, avoidedMillis - 1)));
        assertThat(broker.available(ticker.nanos())).isEqualTo(avoidedMillis == 0);
        ticker.advance(Duration.ofMillis(1));
        assertThat(broker.available(ticker.nanos())).isTrue();
    }

    @Test
    @Row("FLT-08")
    void aFailureCountsAsTenSecondsAndIsNotUndoneByAFastAnswer() {
        broker.failed(false);
        broker.answered(1);

        ticker.advance(Duration.ofMillis(9_999));
        assertThat(broker.available(ticker.nanos())).isFalse();
        ticker.advance(Duration.ofMillis(1));
        assertThat(broker.available(ticker.nanos())).isTrue();
    }

    @Test
    @Row("FLT-09")
    void aSmallerPenaltyNeverShortensALargerOne() {
        broker.failed(false);
        broker.answered(Duration.ofMillis(600).toNanos());

        ticker.advance(Duration.ofSeconds(9));
        assertThat(broker.available(ticker.nanos())).isFalse();
    }

    @Test
    void aBrokerThatIsAwayStaysAvoidedUntilItIsReachedByAProbeOrASend() {
        broker.failed(true);
        ticker.advance(Duration.ofSeconds(30));
        assertThat(broker.available(ticker.nanos())).isFalse();

        broker.reached();
        assertThat(broker.available(ticker.nanos())).isTrue();

        broker.failed(true);
        broker.answered(1);
        ticker.advance(Duration.ofSeconds(10));
        assertThat(broker.available(ticker.nanos())).isTrue();
    }

    @Test
    void noBrokerIsAvoidedForEverEvenIfProbesNeverReachIt() {
        broker.failed(true);

        ticker.advance(Duration.ofSeconds(70));
        assertThat(broker.available(ticker.nanos())).isTrue();
    }

    @Test
    void doubtEndsOnlyWhenAllBrokersAreAvailable() {
        faults.of("b").failed(false);
        broker.answered(Duration.ofSeconds(1).toNanos());
        ticker.advance(Duration.ofSeconds(3));

        faults.reconsider(ticker.nanos());
        assertThat(faults.doubtful()).isTrue();

        ticker.advance(Duration.ofSeconds(7));
        faults.reconsider(ticker.nanos());
        assertThat(faults.doubtful()).isFalse();
    }

    @Test
    void theTableHasABoundAndOneConditionPerBroker() {
        assertThat(faults.of("a")).isSameAs(broker);
        for (int i = 0; i < 10_000; i++) {
            faults.of("broker-" + i);
        }

        assertThat(faults.conditions()).hasSizeLessThanOrEqualTo(LatencyFaultTolerance.MAX_BROKERS);
    }
}
