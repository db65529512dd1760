package io.rocketjca.impl.transaction;

import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionChecker;
import io.rocketjca.TransactionOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checker of one producer group, asked on its application's threads: for each message once at a time, for a bounded number. */
final class ApplicationChecker {

    /** The most messages that it may be asked for at a time, as many as wait in RocketMQ's own client; what is more is asked again later. */
    static final int MAX_ASKED = 2_000;

    /** What has waited so long for a thread is not asked any more: brokers ask again every 30 s. */
    static final Duration MOST_WAIT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationChecker.class);

    private final String group;
    private final TransactionChecker checker;
    private final Executor executor;
    private final CheckedOutcomes outcomes;
    /** Each message that is being asked for, and since when; what an executor has dropped stays until it is over the time. */
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    private final AtomicBoolean fullTold = new AtomicBoolean();
    private volatile boolean closed;

    ApplicationChecker(String group, TransactionChecker checker, Executor executor, CheckedOutcomes outcomes) {
        this.group = group;
        this.checker = checker;
        this.executor = executor;
        this.outcomes = outcomes;
    }

    /** Nothing is asked any more, whatever waits for a thread included. */
    void close() {
        closed = true;
    }

    /** Asks on a thread of the application; returns at once. */
    void ask(CheckedOutcomes.Question question) {
        String key = question.check().uniqueKey();
        long since = outcomes.nanos();
        if (asked.size() >= MAX_ASKED) {
            asked.values().removeIf(earlier -> over(earlier, since));
        }
        if (asked.size() >= MAX_ASKED) {
            if (fullTold.compareAndSet(false, true)) {
                LOG.warn(
                        "transaction checker is asked for too many messages at a time, or hangs; brokers will ask again"
                                + " group={} messages={}",
                        group,
                        MAX_ASKED);
            }
            return;
        }
        Long before = asked.putIfAbsent(key, since);
        if (before != null && !(over(before, since) && asked.replace(key, before, since))) {
            return;
        }
        try {
            executor.execute(() -> run(question, since));
        } catch (RejectedExecutionException e) {
            asked.remove(key, since);
            LOG.debug("application's executor takes no question now group={}", group);
        }
    }

    private static boolean over(long since, long now) {
        return now - since >= MOST_WAIT.toNanos();
    }

    private void run(CheckedOutcomes.Question question, long since) {
        try {
            if (!closed && !over(since, outcomes.nanos())) {
                outcomes.take(question, outcome(question));
            }
        } finally {
            asked.remove(question.check().uniqueKey(), since);
            fullTold.set(false);
        }
    }

    private TransactionOutcome outcome(CheckedOutcomes.Question question) {
        StoredMessage message = question.message();
        try {
            TransactionOutcome outcome = message == null ? null : checker.check(message);
            return outcome == null ? TransactionOutcome.UNKNOWN : outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TransactionOutcome.UNKNOWN;
        } catch (Exception e) {
            LOG.warn(
                    "transaction checker has failed; the broker will ask again group={} messageId={}",
                    group,
                    message.messageId(),
                    e);
            return TransactionOutcome.UNKNOWN;
        }
    }
}
