package io.rocketjca.impl.producer;

import io.rocketjca.impl.route.MessageQueue;
import java.util.Arrays;
import java.util.List;

/**
 * Consistent hashing of ordering keys to queues: each queue has many places on a ring, and a key belongs to the first place at or
 * after its own. When a queue comes or goes, only the keys move that it gains or loses. Immutable.
 */
final class HashRing {

    /** Places per queue; with a hundred, the busiest of many queues has about a quarter more keys than the average. */
    private static final int PLACES_PER_QUEUE = 100;

    private static final int MOST_PLACES = 1 << 18;
    private static final int INDEX_BITS = 20;

    /** The places in ascending order: the upper bits are the place, the lower bits the index of the queue. */
    private final long[] places;

    HashRing(List<MessageQueue> queues) {
        int each = Math.max(1, Math.min(PLACES_PER_QUEUE, MOST_PLACES / queues.size()));
        places = new long[queues.size() * each];
        for (int index = 0; index < queues.size(); index++) {
            MessageQueue queue = queues.get(index);
            long seed = mix((long) queue.brokerName().hashCode() << 32 | queue.queueId());
            for (int copy = 0; copy < each; copy++) {
                places[index * each + copy] = place(mix(seed + copy)) | index;
            }
        }
        Arrays.sort(places);
    }

    /** The index of the queue for a key with that hash code. */
    int indexOf(int keyHash) {
        int found = Arrays.binarySearch(places, place(mix(keyHash)));
        int at = found < 0 ? -found - 1 : found;
        return (int) places[at == places.length ? 0 : at] & (1 << INDEX_BITS) - 1;
    }

    private static long place(long hash) {
        return hash & -1L << INDEX_BITS;
    }

    /** Spreads all bits over all bits: the finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
