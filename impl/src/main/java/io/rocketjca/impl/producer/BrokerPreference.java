package io.rocketjca.impl.producer;

import io.rocketjca.impl.latency.BrokerCondition;
import io.rocketjca.impl.producer.TopicSnapshot.BrokerGroup;

/**
 * Chooses among the brokers of a topic when not all are equally good: first those that this send has not tried, then those it
 * did not try last; among them the available ones, then the less bad half of those that can be reached (two at least, so that
 * a general slowness does not drive everything to one broker), then the others that can, then the rest. Within the best class
 * all queues are equally likely: a broker that is left out never doubles the load of its neighbour in the list.
 */
final class BrokerPreference {

    private static final int AVAILABLE = 0;
    private static final int LESS_BAD = 1;
    private static final int REACHABLE = 2;
    private static final int UNREACHABLE = 3;
    private static final int HEALTH_CLASSES = 4;

    private final BrokerGroup[] groups;
    private final SendTrail trail;
    private final boolean judged;
    private final long nowNanos;

    /**
     * @param trail what the send has tried, or {@code null}
     * @param judged whether the conditions of brokers count
     */
    BrokerPreference(BrokerGroup[] groups, SendTrail trail, boolean judged, long nowNanos) {
        this.groups = groups;
        this.trail = trail;
        this.judged = judged;
        this.nowNanos = nowNanos;
    }

    /** Whether all brokers are available. */
    boolean allAvailable() {
        for (BrokerGroup group : groups) {
            if (!group.condition().available(nowNanos)) {
                return false;
            }
        }
        return true;
    }

    /** The index of a queue among the best, by any number: successive numbers visit all of them in turn. */
    int choose(int number) {
        int[] rank = new int[groups.length];
        int best = Integer.MAX_VALUE;
        for (int i = 0; i < groups.length; i++) {
            rank[i] = rank(i);
            best = Math.min(best, rank[i]);
        }
        int queues = 0;
        for (int i = 0; i < groups.length; i++) {
            queues += rank[i] == best ? groups[i].indexes().length : 0;
        }
        int skip = Math.floorMod(number, queues);
        int chosen = 0;
        while (rank[chosen] != best || skip >= groups[chosen].indexes().length) {
            skip -= rank[chosen] == best ? groups[chosen].indexes().length : 0;
            chosen++;
        }
        return groups[chosen].indexes()[skip];
    }

    private int rank(int i) {
        String name = groups[i].brokerName();
        int tried = trail == null || !trail.tried(name) ? 0 : trail.triedLast(name) ? 2 : 1;
        return tried * HEALTH_CLASSES + (judged ? health(i) : AVAILABLE);
    }

    private int health(int i) {
        BrokerCondition condition = groups[i].condition();
        if (condition.available(nowNanos)) {
            return AVAILABLE;
        }
        if (!condition.reachable()) {
            return UNREACHABLE;
        }
        return better(i) < Math.max(2, (groups.length + 1) / 2) ? LESS_BAD : REACHABLE;
    }

    /** How many brokers are available before this one. */
    private int better(int i) {
        long own = groups[i].condition().availableAt();
        int count = 0;
        for (BrokerGroup other : groups) {
            count += other.condition().reachable() && other.condition().availableAt() - own < 0 ? 1 : 0;
        }
        return count;
    }
}
