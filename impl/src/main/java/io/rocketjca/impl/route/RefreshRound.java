package io.rocketjca.impl.route;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One refresh of many topics: a few at a time, and none any more once the name servers fail to answer. */
final class RefreshRound {

    /** How many topics are asked for at the same time. */
    static final int PARALLEL = 8;

    private final Function<String, CompletionStage<Boolean>> refresh;
    private final Queue<String> waiting;
    private final Queue<Boolean> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pumps = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int underWay;

    /**
     * @param topics the topics to refresh
     * @param refresh refreshes one; completes with whether a name server answered, and never fails
     */
    RefreshRound(List<String> topics, Function<String, CompletionStage<Boolean>> refresh) {
        this.waiting = new ArrayDeque<>(topics);
        this.refresh = refresh;
    }

    CompletionStage<Void> start() {
        pump();
        return done;
    }

    /** Goes on where possible: one thread at a time, others leave it to that one, and a refresh that ends at once does not nest. */
    private void pump() {
        if (pumps.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            settle();
            seen = pumps.addAndGet(-seen);
        }
    }

    private void settle() {
        for (Boolean answered = ended.poll(); answered != null; answered = ended.poll()) {
            underWay--;
            if (!answered) {
                waiting.clear();
            }
        }
        while (underWay < PARALLEL && !waiting.isEmpty()) {
            underWay++;
            refresh.apply(waiting.poll()).whenComplete((answered, failure) -> {
                ended.add(failure == null && answered);
                pump();
            });
        }
        if (underWay == 0) {
            done.complete(null);
        }
    }
}
