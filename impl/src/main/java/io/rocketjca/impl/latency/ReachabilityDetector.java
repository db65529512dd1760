package io.rocketjca.impl.latency;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes the brokers that could not be reached, so that sends need not be the ones to find out. Has no thread: somebody calls
 * {@link #round} from time to time. One probe per broker at a time, and so many in all.
 */
public final class ReachabilityDetector {

    /** The time between two rounds, as in RocketMQ's own client. */
    public static final Duration INTERVAL = Duration.ofSeconds(3);

    /** The time for one probe, as in RocketMQ's own client. */
    static final Duration TIMEOUT = Duration.ofMillis(200);

    /** The most probes under way at a time. */
    static final int MAX_PROBES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ReachabilityDetector.class);

    private final LatencyFaultTolerance faults;
    private final BrokerProbe probe;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Those that had their turn since all others had it; used by rounds only, which do not overlap. */
    private final Set<String> hadTurn = new HashSet<>();

    public ReachabilityDetector(LatencyFaultTolerance faults, BrokerProbe probe) {
        this.faults = faults;
        this.probe = probe;
    }

    /** Starts the probes that are due; returns at once. For one thread. */
    public void round() {
        boolean leftOver = false;
        for (BrokerCondition condition : faults.conditions()) {
            if (!condition.reachable() && condition.whereabouts() != null) {
                leftOver |= !probe(condition);
            }
        }
        if (!leftOver) {
            hadTurn.clear();
        }
    }

    /** Probes a broker unless it had its turn; tells whether it need not be looked at again before others had theirs. */
    private boolean probe(BrokerCondition condition) {
        String name = condition.brokerName();
        if (hadTurn.contains(name) || underWay.contains(name)) {
            return true;
        }
        if (underWay.size() >= MAX_PROBES) {
            return false;
        }
        hadTurn.add(name);
        underWay.add(name);
        probe.probe(condition.whereabouts(), TIMEOUT).whenComplete((reached, never) -> {
            underWay.remove(name);
            if (Boolean.TRUE.equals(reached) && !condition.reachable()) {
                condition.reached();
                LOG.info("broker can be reached again broker={}", name);
            }
        });
        return true;
    }
}
