package io.rocketjca.impl.transaction;

import io.rocketjca.impl.remoting.Connection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
     * @param atNanos when the branch was over, or when it was committed again
     * @param confirmedNanos when the broker confirmed this one
     * @param unproven how often its broker asked since, and found neither the message nor the copy that it asked for
     */
    record Committed(String brokerName, String topic, long atNanos, long confirmedNanos, AtomicInteger unproven) {

        /** Whether a broker that asks over this connection is still the process that confirmed it, so has not lost it. */
        boolean remembers(Connection connection) {
            return connection.openedNanos() - confirmedNanos < 0;
        }

        private Committed again(long at, long confirmed) {
            return new Committed(brokerName, topic, at, confirmed, new AtomicInteger());
        }
    }

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
            byKey.put(
                    half.uniqueKey(),
                    new Committed(
                            half.coordinates().brokerName(),
                            half.topic(),
                            nowNanos,
                            half.committedNanos(),
                            new AtomicInteger()));
        }
    }

    /** One is being committed a second time, so questions that come now may be older than that. */
    void committingAgain(String uniqueKey, long nowNanos) {
        synchronized (byKey) {
            byKey.computeIfPresent(uniqueKey, (key, before) -> before.again(nowNanos, before.confirmedNanos()));
        }
    }

    /** Its broker has confirmed that. */
    void committedAgain(String uniqueKey, long nowNanos) {
        synchronized (byKey) {
            byKey.computeIfPresent(uniqueKey, (key, before) -> before.again(nowNanos, nowNanos));
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
