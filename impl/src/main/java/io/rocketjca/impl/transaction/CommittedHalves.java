package io.rocketjca.impl.transaction;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The half messages that were committed not long ago, so that a broker that asks again is answered as it should be. What is
 * forgotten is answered as if it were rolled back, which is right too: the message itself was delivered, and only the copy that
 * the broker asks for is dropped.
 */
final class CommittedHalves {

    /** The most that are remembered; more than brokers may ask for in the few seconds in which they forget what they did. */
    static final int MAX_REMEMBERED = 100_000;

    /** Far longer than brokers ask for any half message. */
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Map<String, Committed> byKey = new LinkedHashMap<>();

    /**
     * What is remembered of one.
     *
     * @param brokerName the broker that committed it
     * @param topic the topic it is in, by its name on the wire
     * @param atNanos when that was
     */
    record Committed(String brokerName, String topic, long atNanos) {}

    void add(Half half, long nowNanos) {
        synchronized (byKey) {
            Iterator<Committed> oldest = byKey.values().iterator();
            while (oldest.hasNext()) {
                Committed first = oldest.next();
                if (byKey.size() < MAX_REMEMBERED && nowNanos - first.atNanos() < HOUR_NANOS) {
                    break;
                }
                oldest.remove();
            }
            byKey.put(half.uniqueKey(), new Committed(half.coordinates().brokerName(), half.topic(), nowNanos));
        }
    }

    /** What is remembered of a unique key, or {@code null}. */
    Committed find(String uniqueKey) {
        synchronized (byKey) {
            return byKey.get(uniqueKey);
        }
    }

    int size() {
        synchronized (byKey) {
            return byKey.size();
        }
    }
}
