package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits one half message, so that consumers see it exactly once: brokers would show it again for every commit, so whoever
 * cannot know asks first.
 */
final class HalfEnding {

    /**
     * How long after a commit left it may still be carried out: brokers drop one that waited longer than three seconds
     * (waitTimeMillsInTransactionQueue). Asked before that, they might say no and do it afterwards.
     */
    static final Duration SETTLING = Duration.ofMillis(3_500);

    /** So often must a broker say that it neither has the half message nor the message itself before that is believed. */
    static final int MOST_REFUSALS = 5;

    /** So often may a broker find neither the message nor its half message before it is taken for one that keeps no index. */
    static final int MOST_UNPROVEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(HalfEnding.class);

    private final Clusters clusters;
    private final boolean recommitWhenUnsure;
    private final Ticker ticker;

    HalfEnding(Clusters clusters, boolean recommitWhenUnsure, Ticker ticker) {
        this.clusters = clusters;
        this.recommitWhenUnsure = recommitWhenUnsure;
        this.ticker = ticker;
    }

    /** How an effort to commit a half message ended. */
    enum Result {
        COMMITTED,
        /** Not yet; try again later. */
        LATER,
        /** It is lost: the broker has neither it nor the message. */
        LOST
    }

    /** Makes one effort, by the deadline; never fails. */
    CompletableFuture<Result> commit(Half half, Deadline deadline) {
        return switch (half.fate()) {
            case COMMITTED -> CompletableFuture.completedFuture(Result.COMMITTED);
            case OPEN -> send(half, deadline);
            case DOUBTFUL -> settled(half) ? ask(half, deadline) : CompletableFuture.completedFuture(Result.LATER);
        };
    }

    private boolean settled(Half half) {
        return ticker.nanos() - half.askNotBeforeNanos() >= 0;
    }

    private CompletableFuture<Result> ask(Half half, Deadline deadline) {
        return find(half, deadline).thenCompose(finding -> switch (finding) {
            case FOUND -> done(half);
            case NOT_FOUND -> prove(half, deadline);
            case DENIED -> denied(half, deadline);
            case UNKNOWN -> noAnswer(half);
        });
    }

    private CompletableFuture<Finding> find(Half half, Deadline deadline) {
        return clusters.of(half).find(half.topic(), half.coordinates().brokerName(), half.uniqueKey(), deadline);
    }

    /** That a broker does not find the message says something only if it finds the half message, which is older. */
    private CompletableFuture<Result> prove(Half half, Deadline deadline) {
        Coordinates place = half.coordinates();
        return clusters.of(half)
                .findCopy(half.topic(), place.brokerName(), half.uniqueKey(), place.commitLogOffset(), deadline)
                .thenCompose(finding -> switch (finding) {
                    case FOUND -> askAgain(half, deadline);
                    case NOT_FOUND -> half.unproven() < MOST_UNPROVEN ? noAnswer(half) : denied(half, deadline);
                    case DENIED -> denied(half, deadline);
                    case UNKNOWN -> noAnswer(half);
                });
    }

    /** The index may have caught up between the two questions. */
    private CompletableFuture<Result> askAgain(Half half, Deadline deadline) {
        return find(half, deadline).thenCompose(finding -> switch (finding) {
            case FOUND -> done(half);
            case NOT_FOUND -> send(half, deadline);
            case DENIED -> denied(half, deadline);
            case UNKNOWN -> noAnswer(half);
        });
    }

    private static CompletableFuture<Result> noAnswer(Half half) {
        half.trouble("it does not answer whether it has the message");
        return CompletableFuture.completedFuture(Result.LATER);
    }

    /**
     * Commits again, or drops the half message, which changes nothing if it is committed. Whoever is not even allowed to do that
     * knows as little as before, and goes on asking.
     */
    private CompletableFuture<Result> denied(Half half, Deadline deadline) {
        boolean again = recommitWhenUnsure || half.vouched();
        if (again) {
            half.committing(ticker.nanos() + SETTLING.toNanos());
        }
        return clusters.of(half).end(half.end(again), deadline).thenCompose(answer -> {
            if (answer instanceof EndAnswer.NotDone) {
                return later(half, answer);
            }
            LOG.warn(
                    "broker does not tell whether a message was committed topic={} messageId={} broker={} action={}",
                    half.topic(),
                    half.uniqueKey(),
                    half.coordinates().brokerName(),
                    again ? "commit again" : "leave it");
            return again ? answered(half, answer) : done(half);
        });
    }

    private CompletableFuture<Result> send(Half half, Deadline deadline) {
        half.committing(ticker.nanos() + SETTLING.toNanos());
        return clusters.of(half).end(half.end(true), deadline).thenCompose(answer -> {
            if (answer instanceof EndAnswer.NotDone) {
                half.notCommitted();
                return later(half, answer);
            }
            return answered(half, answer);
        });
    }

    private static CompletableFuture<Result> later(Half half, EndAnswer answer) {
        half.trouble(answer.why());
        LOG.debug("half message not committed yet messageId={} answer={}", half.uniqueKey(), answer);
        return CompletableFuture.completedFuture(Result.LATER);
    }

    private CompletableFuture<Result> answered(Half half, EndAnswer answer) {
        if (answer instanceof EndAnswer.Done) {
            return done(half);
        }
        CompletableFuture<Result> later = later(half, answer);
        boolean lost = answer instanceof EndAnswer.Refused && half.refused() >= MOST_REFUSALS;
        return lost ? CompletableFuture.completedFuture(Result.LOST) : later;
    }

    private CompletableFuture<Result> done(Half half) {
        half.committed(ticker.nanos());
        return CompletableFuture.completedFuture(Result.COMMITTED);
    }
}
