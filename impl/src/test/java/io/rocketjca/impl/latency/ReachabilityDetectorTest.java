package io.rocketjca.impl.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.time.ManualTicker;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReachabilityDetectorTest {

    private final LatencyFaultTolerance faults = new LatencyFaultTolerance(new ManualTicker());
    private final Map<String, CompletableFuture<Boolean>> probes = new LinkedHashMap<>();
    private final ReachabilityDetector detector = new ReachabilityDetector(faults, (broker, timeout) -> {
        assertThat(timeout.toMillis()).isEqualTo(200);
        assertThat(broker.topic()).isEqualTo("t");
        CompletableFuture<Boolean> probe = new CompletableFuture<>();
        assertThat(probes.put(broker.address(), probe)).isNull();
        return probe;
    });

    @Test
    void onlyBrokersThatCouldNotBeReachedAreProbed() {
        broker("well");
        broker("refused").failed(false);
        broker("away").failed(true);
        faults.of("never seen").failed(true);

        detector.round();

        assertThat(probes).containsOnlyKeys("away");
    }

    @Test
    @Row("FLT-15")
    void aBrokerIsReachableAgainOnceAProbeReachesIt() {
        BrokerCondition away = broker("away");
        away.failed(true);
        detector.round();
        end("away", false);
        assertThat(away.reachable()).isFalse();

        detector.round();
        end("away", true);
        assertThat(away.reachable()).isTrue();

        detector.round();
        assertThat(probes).isEmpty();
    }

    @Test
    void aProbeUnderWayIsNotRepeated() {
        broker("away").failed(true);

        detector.round();
        detector.round();

        assertThat(probes).hasSize(1);
    }

    @Test
    void atMostSixteenProbesAreUnderWayAndEveryBrokerHasItsTurn() {
        for (int i = 0; i < 100; i++) {
            broker("b" + i).failed(true);
        }
        Set<String> probed = new HashSet<>();
        for (int round = 0; round < 7; round++) {
            detector.round();
            assertThat(probes).hasSizeLessThanOrEqualTo(16);
            probed.addAll(probes.keySet());
            Set.copyOf(probes.keySet()).forEach(address -> end(address, false));
        }

        assertThat(probed).hasSize(100);
    }

    private BrokerCondition broker(String name) {
        BrokerCondition condition = faults.of(name);
        condition.seenAt(name, "t");
        return condition;
    }

    private void end(String address, boolean reached) {
        probes.remove(address).complete(reached);
    }
}
