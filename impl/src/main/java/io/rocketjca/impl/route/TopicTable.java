package io.rocketjca.impl.route;

import io.rocketjca.impl.time.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of all known topics, at most so many: when it is full, the topics used least recently are forgotten.
 *
 * <p>"Recently" is counted in rounds, one per refresh of all topics, so that a reader writes nothing shared but once per round.
 */
final class TopicTable {

    /** How many refreshes in a row must find a topic missing before its route is forgotten: name servers restart. */
    static final int MISSES_TO_FORGET = 10;

    /** One of so many topics is forgotten at once, so that a full table is not searched for every new topic. */
    private static final int FORGOTTEN_SHARE = 16;

    private final int maxTopics;
    private final Ticker ticker;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final BrokerAddresses addresses = new BrokerAddresses();

    /** Guards changes; held for a few instructions, and for one sort when the table is full. */
    private final Object lock = new Object();

    private volatile int round;

    TopicTable(int maxTopics, Ticker ticker) {
        this.maxTopics = maxTopics;
        this.ticker = ticker;
    }

    /** The writable queues of a topic, or {@code null} if they are not known; counts as use. */
    PublishQueues use(String topic) {
        Entry entry = entries.get(topic);
        return entry == null ? null : entry.queues();
    }

    /** All brokers that hold a topic, without a master those that left its route lately; empty if nothing is known of it. */
    List<TopicBroker> brokers(String topic) {
        Entry entry = entries.get(topic);
        return entry == null ? List.of() : entry.departed.besides(entry.route.brokers(), ticker);
    }

    /** Follows a topic, or returns {@code null} if nothing is known of it. */
    FollowedTopic follow(String topic) {
        return entries.get(topic);
    }

    /**
     * Puts a fresh route in the place of what was known.
     *
     * @return whether the route is new or differs from the old one
     */
    boolean put(TopicRoute fresh) {
        synchronized (lock) {
            Entry entry = entries.get(fresh.topic());
            if (entry != null) {
                return replace(entry, fresh);
            }
            if (entries.size() >= maxTopics) {
                forgetOldest();
            }
            addresses.mention(fresh.masters());
            Entry added = new Entry(fresh);
            added.lastUsed = round;
            entries.put(fresh.topic(), added);
            return true;
        }
    }

    /** Puts a route unless the topic's queues are known, and tells whether it did. */
    boolean putIfUnknown(TopicRoute fresh) {
        synchronized (lock) {
            return !known(fresh.topic()) && put(fresh);
        }
    }

    /**
     * Notes that the name servers do not know a topic.
     *
     * @return how often in a row, or 0 if nothing was known of it; after {@link #MISSES_TO_FORGET} it is forgotten
     */
    int miss(String topic) {
        synchronized (lock) {
            Entry entry = entries.get(topic);
            if (entry == null) {
                return 0;
            }
            entry.misses++;
            if (entry.misses >= MISSES_TO_FORGET) {
                forget(entry);
            }
            return entry.misses;
        }
    }

    /** Starts the next round of use, and tells whose routes are to be refreshed in it. */
    List<String> nextRound() {
        synchronized (lock) {
            round++;
            return List.copyOf(entries.keySet());
        }
    }

    /** How often a topic may be refreshed, or {@code null} if nothing is known of it. */
    RefreshPace pace(String topic) {
        Entry entry = entries.get(topic);
        return entry == null ? null : entry.pace;
    }

    /** Whether the writable queues of a topic are known; does not count as use. */
    boolean known(String topic) {
        Entry entry = entries.get(topic);
        return entry != null && entry.route.queues() != null;
    }

    /** The masters of all topics. */
    BrokerAddresses masters() {
        return addresses;
    }

    int size() {
        return entries.size();
    }

    private boolean replace(Entry entry, TopicRoute fresh) {
        entry.misses = 0;
        TopicRoute old = entry.route;
        if (old.sameAs(fresh)) {
            return false;
        }
        // New addresses first, old ones last: a broker in both is never missing in between.
        addresses.mention(fresh.masters());
        entry.departed = entry.departed.after(old, fresh, ticker);
        entry.route = fresh;
        addresses.forget(old.masters());
        return true;
    }

    private void forgetOldest() {
        List<Entry> byUse = new ArrayList<>(entries.values());
        byUse.sort(Comparator.comparingInt((Entry entry) -> entry.lastUsed - round));
        byUse.subList(0, Math.max(1, maxTopics / FORGOTTEN_SHARE)).forEach(this::forget);
    }

    private void forget(Entry entry) {
        entries.remove(entry.route.topic());
        entry.forgotten = true;
        addresses.forget(entry.route.masters());
    }

    /** What is known of one topic. */
    private final class Entry implements FollowedTopic {

        private final RefreshPace pace = new RefreshPace();
        private volatile TopicRoute route;
        private volatile DepartedBrokers departed = DepartedBrokers.NONE;
        private volatile int lastUsed;
        private volatile boolean forgotten;

        /** Guarded by the table's lock. */
        private int misses;

        private Entry(TopicRoute route) {
            this.route = route;
        }

        @Override
        public PublishQueues queues() {
            int now = round;
            if (lastUsed != now) {
                lastUsed = now;
            }
            return forgotten ? null : route.queues();
        }
    }
}
