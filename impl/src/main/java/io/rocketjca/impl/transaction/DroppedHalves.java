package io.rocketjca.impl.transaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The half messages without a log that were given up not long ago, so that a broker that asks is answered at once. For what is
 * forgotten the application is asked.
 */
final class DroppedHalves {

    /** More than are given up in the minutes in which brokers ask. */
    static final int MAX_REMEMBERED = 10_000;

    private final Set<String> keys = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    void add(String uniqueKey) {
        synchronized (keys) {
            keys.add(uniqueKey);
        }
    }

    boolean contains(String uniqueKey) {
        synchronized (keys) {
            return keys.contains(uniqueKey);
        }
    }
}
