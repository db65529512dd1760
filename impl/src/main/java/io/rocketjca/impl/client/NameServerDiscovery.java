package io.rocketjca.impl.client;

import io.rocketjca.impl.config.ConfigProblems;
import io.rocketjca.impl.config.NameServerList;
import io.rocketjca.impl.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns the name servers of a cluster from its {@link AddressServer}, and keeps to the last good list while that fails. */
final class NameServerDiscovery {

    /** How often a round is due; soon again after a failure. */
    static final Duration ROUND_INTERVAL = Duration.ofSeconds(5);

    /** How old a list may be, as in RocketMQ's own client. */
    static final Duration REFRESH_INTERVAL = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(NameServerDiscovery.class);

    private final AddressServer server;
    private final Ticker ticker;
    private final Executor work;
    private final Consumer<List<String>> learner;
    private final Consumer<String> complaints;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** The last good list; empty at first. */
    private volatile List<String> known = List.of();

    private volatile long learnedAt;

    /**
     * @param work asks, which may take long
     * @param learner told of the first list and of each that differs from the one before
     * @param complaints told why there is no list yet
     */
    NameServerDiscovery(
            AddressServer server,
            Ticker ticker,
            Executor work,
            Consumer<List<String>> learner,
            Consumer<String> complaints) {
        this.server = server;
        this.ticker = ticker;
        this.work = work;
        this.learner = learner;
        this.complaints = complaints;
    }

    /** Asks, unless the last list is young enough or a question is under way. Does not block. */
    void round() {
        boolean young = !known.isEmpty() && ticker.nanos() - learnedAt < REFRESH_INTERVAL.toNanos();
        if (young || !asking.compareAndSet(false, true)) {
            return;
        }
        try {
            work.execute(this::ask);
        } catch (RejectedExecutionException e) {
            asking.set(false);
            failed("no thread asks it: " + e.getMessage());
        }
    }

    private void ask() {
        try {
            learn(server.ask());
        } catch (IOException | RuntimeException e) {
            failed(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            asking.set(false);
        }
    }

    private void learn(String text) {
        ConfigProblems problems = new ConfigProblems();
        List<String> told = NameServerList.parse(text, problems);
        if (!problems.none()) {
            failed("what it answers is no list of name servers: " + problems.text());
            return;
        }
        learnedAt = ticker.nanos();
        failing.set(false);
        if (!told.equals(known)) {
            LOG.info("name servers learned url={} nameServers={} before={}", server.url(), told, known);
            known = told;
            learner.accept(told);
        }
    }

    private void failed(String reason) {
        if (known.isEmpty()) {
            complaints.accept(reason);
        }
        if (failing.compareAndSet(false, true)) {
            LOG.warn("name servers cannot be learned url={} kept={} reason={}", server.url(), known, reason);
        }
    }
}
