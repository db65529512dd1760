package io.rocketjca.impl.reply;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests of one client that wait for their replies, by correlation id; a table with a bound. */
final class WaitingRequests {

    /** As many as messages may be under way by default; each has a deadline, so that places become free. */
    static final int MAX_WAITING = 10_000;

    private final Map<String, WaitingRequest> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();

    /** Adds a request, unless there are too many. */
    boolean add(WaitingRequest request) {
        if (taken.incrementAndGet() > MAX_WAITING) {
            taken.decrementAndGet();
            return false;
        }
        waiting.put(request.correlationId(), request);
        return true;
    }

    /** The request with a correlation id, or {@code null} if none waits. */
    WaitingRequest find(String correlationId) {
        return waiting.get(correlationId);
    }

    void remove(WaitingRequest request) {
        if (waiting.remove(request.correlationId(), request)) {
            taken.decrementAndGet();
        }
    }

    int size() {
        return waiting.size();
    }

    List<WaitingRequest> all() {
        return List.copyOf(waiting.values());
    }
}
