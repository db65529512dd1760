package io.rocketjca.impl.latency;

import io.rocketjca.impl.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What sends have seen of one broker: until when it is avoided, and whether it can be reached. Thread-safe; allocates nothing
 * once it is made, and a fast answer of a healthy broker only reads one field.
 */
public final class BrokerCondition {

    /** A broker that no probe reaches is tried by sends again so long after its avoidance: probes may fail where sends do not. */
    static final long LONGEST_DOUBT = TimeUnit.SECONDS.toNanos(60);

    private static final AtomicLongFieldUpdater<BrokerCondition> AVAILABLE_AT =
            AtomicLongFieldUpdater.newUpdater(BrokerCondition.class, "availableAt");

    private final String brokerName;
    private final LatencyFaultTolerance table;
    private final Ticker ticker;
    private volatile long availableAt;
    private volatile boolean unreachable;
    private volatile Whereabouts whereabouts;

    /**
     * Where to probe a broker.
     *
     * @param address its address as {@code host:port}
     * @param topic a topic that it holds
     */
    public record Whereabouts(String address, String topic) {}

    BrokerCondition(String brokerName, LatencyFaultTolerance table, Ticker ticker) {
        this.brokerName = brokerName;
        this.table = table;
        this.ticker = ticker;
        this.availableAt = ticker.nanos();
    }

    public String brokerName() {
        return brokerName;
    }

    /** Learns where the broker is now. */
    public void seenAt(String address, String topic) {
        whereabouts = new Whereabouts(address, topic);
    }

    /** Where the broker was seen last, or {@code null}. */
    Whereabouts whereabouts() {
        return whereabouts;
    }

    /** The broker stored a message, and this took so long: a slow one is avoided for a while, as if it had half failed. */
    public void answered(long latencyNanos) {
        if (unreachable) {
            unreachable = false;
        }
        if (latencyNanos >= AvoidanceTable.HARMLESS) {
            avoid(AvoidanceTable.avoidance(latencyNanos));
        }
    }

    /**
     * An attempt failed because of the broker or the way to it.
     *
     * @param away whether the broker is to be avoided until a probe or an answer shows that it can be reached
     */
    public void failed(boolean away) {
        if (away) {
            unreachable = true;
        }
        avoid(AvoidanceTable.avoidance(AvoidanceTable.ISOLATION));
    }

    /** A probe reached the broker; the time of avoidance goes on. */
    void reached() {
        unreachable = false;
    }

    /** Whether sends should go to the broker. */
    public boolean available(long nowNanos) {
        long since = nowNanos - availableAt;
        return since >= 0 && (!unreachable || since >= LONGEST_DOUBT);
    }

    /** Whether the broker could be reached the last time anybody knew. */
    public boolean reachable() {
        return !unreachable;
    }

    /** When the avoidance ends or has ended, on the ticker's scale. */
    public long availableAt() {
        return availableAt;
    }

    /** Only ever prolongs an avoidance: one fast answer does not prove that a broker is well. */
    private void avoid(long nanos) {
        long until = ticker.nanos() + nanos;
        long known = availableAt;
        while (until - known > 0 && !AVAILABLE_AT.compareAndSet(this, known, until)) {
            known = availableAt;
        }
        table.doubt();
    }
}
