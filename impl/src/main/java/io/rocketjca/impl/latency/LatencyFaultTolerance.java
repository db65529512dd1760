package io.rocketjca.impl.latency;

import io.rocketjca.impl.time.Ticker;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The conditions of all brokers of one client, in a table with a bound. While all brokers are well, asking costs one read. */
public final class LatencyFaultTolerance {

    /** More brokers than any cluster has; above it, conditions are forgotten, which only ends an avoidance early. */
    static final int MAX_BROKERS = 4096;

    private final Ticker ticker;
    private final Map<String, BrokerCondition> conditions = new ConcurrentHashMap<>();

    /** Whether any broker may be unavailable now; set after every change for the worse. */
    private volatile boolean doubtful;

    public LatencyFaultTolerance(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The condition of a broker; a new broker is well. */
    public BrokerCondition of(String brokerName) {
        BrokerCondition known = conditions.get(brokerName);
        if (known != null) {
            return known;
        }
        Iterator<String> names = conditions.keySet().iterator();
        while (conditions.size() >= MAX_BROKERS && names.hasNext()) {
            conditions.remove(names.next());
        }
        return conditions.computeIfAbsent(brokerName, name -> new BrokerCondition(name, this, ticker));
    }

    /** Whether any broker may be unavailable; for the hot path. */
    public boolean doubtful() {
        return doubtful;
    }

    /** Looks whether there is still reason for doubt; for those who were in doubt and found all their brokers available. */
    public void reconsider(long nowNanos) {
        doubtful = false;
        // Looked at after the flag was taken down: whoever makes a broker worse meanwhile puts it up again.
        for (BrokerCondition condition : conditions.values()) {
            if (!condition.available(nowNanos)) {
                doubtful = true;
                return;
            }
        }
    }

    /** The present moment on the scale of all conditions. */
    public long nowNanos() {
        return ticker.nanos();
    }

    Collection<BrokerCondition> conditions() {
        return conditions.values();
    }

    void doubt() {
        doubtful = true;
    }
}
