package io.rocketjca.impl.route;

import java.util.AbstractSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses of all masters that any known route mentions, counted by the routes that mention them.
 *
 * <p>Reads are lock-free and always current, so the live views tell also about a broker that a route named a moment ago.
 */
final class BrokerAddresses {

    private final Map<String, Integer> mentions = new ConcurrentHashMap<>();

    void mention(Set<String> addresses) {
        addresses.forEach(address -> mentions.merge(address, 1, Integer::sum));
    }

    void forget(Set<String> addresses) {
        addresses.forEach(
                address -> mentions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1));
    }

    /**
     * These addresses, the second ports of the same brokers, and some fixed ones: a view that cannot be changed through itself and follows every change.
     * Going through it does not tell the second ports, which may be used or not.
     */
    Set<String> liveWith(Set<String> fixed) {
        return new LiveView(Set.copyOf(fixed));
    }

    private final class LiveView extends AbstractSet<String> {

        private final Set<String> fixed;

        private LiveView(Set<String> fixed) {
            this.fixed = fixed;
        }

        @Override
        public boolean contains(Object address) {
            return address instanceof String text
                    && (fixed.contains(text)
                            || mentions.containsKey(text)
                            || mentions.containsKey(VipChannel.mainOf(text)));
        }

        @Override
        public Iterator<String> iterator() {
            return now().iterator();
        }

        @Override
        public int size() {
            return now().size();
        }

        private Set<String> now() {
            Set<String> all = new HashSet<>(fixed);
            all.addAll(mentions.keySet());
            return Set.copyOf(all);
        }
    }
}
