package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Commits all half messages of a branch: several at a time, but one after the other those whose order matters, as messages
 * appear in the order in which they are committed. Nothing here blocks.
 */
final class BranchEnding {

    /** The most half messages of one branch that are being committed at a time. */
    static final int MAX_LANES = 64;

    private final HalfEnding halves;
    private final TransactionProbe probe;
    private final Ticker ticker;

    BranchEnding(HalfEnding halves, TransactionProbe probe, Ticker ticker) {
        this.halves = halves;
        this.probe = probe;
        this.ticker = ticker;
    }

    /** How an effort to commit a branch ended. */
    enum Result {
        /** Consumers can see all of it. */
        ALL,
        /** Some of it is left. */
        SOME,
        /** Some of it is lost for good, the rest was committed. */
        LOST,
        /** Somebody else is at it. */
        BUSY
    }

    /** Makes one effort, by the deadline; never fails. */
    CompletableFuture<Result> commit(Branch branch, Deadline deadline) {
        if (!branch.beginEnding()) {
            return CompletableFuture.completedFuture(Result.BUSY);
        }
        Effort effort = new Effort(deadline);
        CompletableFuture<?>[] lanes =
                lanes(branch.halves()).stream().map(lane -> effort.run(lane, 0)).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(lanes).handle((done, failure) -> {
            branch.stopEnding();
            return failure == null ? effort.result() : Result.SOME;
        });
    }

    private static List<List<Half>> lanes(List<Half> all) {
        Map<Object, List<Half>> lanes = new LinkedHashMap<>();
        int next = 0;
        for (Half half : all) {
            Object lane = half.lane() != null ? half.lane() : Integer.valueOf(next++ % MAX_LANES);
            lanes.computeIfAbsent(lane, fresh -> new ArrayList<>()).add(half);
        }
        return List.copyOf(lanes.values());
    }

    /** One round over the half messages of a branch. */
    private final class Effort {

        private final Deadline deadline;
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        Effort(Deadline deadline) {
            this.deadline = deadline;
        }

        Result result() {
            if (left.get() > 0) {
                return Result.SOME;
            }
            return lost.get() > 0 ? Result.LOST : Result.ALL;
        }

        /** Goes on as long as answers are there at once, then when the next one comes. */
        CompletableFuture<Void> run(List<Half> lane, int from) {
            for (int i = from; i < lane.size(); i++) {
                if (deadline.passed(ticker)) {
                    left.incrementAndGet();
                    break;
                }
                Half half = lane.get(i);
                CompletableFuture<HalfEnding.Result> end = commit(half);
                if (!end.isDone()) {
                    int next = i + 1;
                    return end.thenCompose(
                            result -> goesOn(half, result) ? run(lane, next) : CompletableFuture.completedFuture(null));
                }
                if (!goesOn(half, end.join())) {
                    break;
                }
            }
            return CompletableFuture.completedFuture(null);
        }

        private CompletableFuture<HalfEnding.Result> commit(Half half) {
            boolean fresh = half.fate() != Half.Fate.COMMITTED;
            CompletableFuture<HalfEnding.Result> end = halves.commit(half, deadline);
            return fresh
                    ? end.whenComplete((result, failure) -> {
                        if (result == HalfEnding.Result.COMMITTED) {
                            probe.reached(TransactionStep.AFTER_END);
                        }
                    })
                    : end;
        }

        private boolean goesOn(Half half, HalfEnding.Result result) {
            if (result == HalfEnding.Result.LOST) {
                lost.incrementAndGet();
            } else if (result == HalfEnding.Result.LATER) {
                left.incrementAndGet();
            }
            return result != HalfEnding.Result.LATER || half.lane() == null;
        }
    }
}
