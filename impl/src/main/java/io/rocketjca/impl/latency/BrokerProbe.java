package io.rocketjca.impl.latency;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Finds out whether a broker answers. */
@FunctionalInterface
public interface BrokerProbe {

    /**
     * Asks the broker something harmless, without blocking.
     *
     * @return completes with whether any answer came within the timeout; never fails
     */
    CompletionStage<Boolean> probe(BrokerCondition.Whereabouts broker, Duration timeout);
}
