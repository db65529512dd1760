package io.rocketjca.impl.transaction;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A broker asks for a copy of a half message that it has committed, because it made the copy before, or forgot in a crash that
 * it had committed. The copy is dropped, unless the message itself is certainly lost. Certain is what the broker's index says
 * once it has the copy, as it takes in messages in the order in which they are stored; but only if the copy is younger than the
 * message.
 */
final class CommittedCopy {

    /**
     * A question that comes sooner after the commit may be about a copy that the broker made before: longer than a question is on
     * its way, and shorter than the pause between two questions.
     */
    static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private final Index index;
    private final AtomicInteger unproven;
    private final boolean longAgo;
    private final boolean commitWhenUnsure;

    /** What the broker knows by now. */
    interface Index {

        /** Whether consumers can see the message. */
        CompletableFuture<Finding> findMessage();

        /** Whether it knows of the copy that it asks for. */
        CompletableFuture<Finding> findCopy();
    }

    /** What to do with the copy. */
    enum Decision {
        DROP,
        COMMIT,
        /** Nothing: the broker asks again. */
        LATER
    }

    /**
     * @param unproven how often the broker has found neither the message nor the copy; counted here
     * @param longAgo whether the commit was confirmed longer ago than {@link #ON_ITS_WAY}
     * @param commitWhenUnsure what to do if the broker does not tell
     */
    CommittedCopy(Index index, AtomicInteger unproven, boolean longAgo, boolean commitWhenUnsure) {
        this.index = index;
        this.unproven = unproven;
        this.longAgo = longAgo;
        this.commitWhenUnsure = commitWhenUnsure;
    }

    CompletableFuture<Decision> decide() {
        return index.findMessage().thenCompose(finding -> switch (finding) {
            case FOUND -> decided(Decision.DROP);
            case NOT_FOUND -> longAgo ? index.findCopy().thenCompose(this::knowing) : decided(Decision.LATER);
            case DENIED -> decided(longAgo ? unsure() : Decision.LATER);
            case UNKNOWN -> decided(Decision.LATER);
        });
    }

    /** The first question may have come before the index had either of them; a broker without an index never has. */
    private CompletableFuture<Decision> knowing(Finding copy) {
        if (copy != Finding.FOUND) {
            boolean noIndex = copy == Finding.NOT_FOUND && unproven.incrementAndGet() >= HalfEnding.MOST_UNPROVEN;
            return decided(noIndex ? unsure() : Decision.LATER);
        }
        return index.findMessage().thenApply(finding -> switch (finding) {
            case FOUND -> Decision.DROP;
            case NOT_FOUND -> Decision.COMMIT;
            case DENIED -> unsure();
            case UNKNOWN -> Decision.LATER;
        });
    }

    private Decision unsure() {
        return commitWhenUnsure ? Decision.COMMIT : Decision.DROP;
    }

    private static CompletableFuture<Decision> decided(Decision decision) {
        return CompletableFuture.completedFuture(decision);
    }
}
