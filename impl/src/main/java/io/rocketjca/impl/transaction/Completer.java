package io.rocketjca.impl.transaction;

import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what is decided and not done, for as long as it takes, ends what nobody ends, and lets brokers ask. On the event
 * loop; blocks nowhere.
 */
final class Completer {

    /** How often it looks; brokers that were away are back in seconds or not for long. */
    static final Duration ROUND = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Completer.class);

    private final BranchTable branches;
    private final BranchEnding ending;
    private final BranchEnds ends;
    private final OperatorDecisions operators;
    private final AskingBrokers brokers;
    private final TransactionConfig config;
    private final TimeSource time;
    private volatile Timer.Scheduled rounds;

    Completer(
            BranchTable branches,
            BranchEnding ending,
            BranchEnds ends,
            OperatorDecisions operators,
            AskingBrokers brokers,
            TransactionConfig config,
            TimeSource time) {
        this.branches = branches;
        this.ending = ending;
        this.ends = ends;
        this.operators = operators;
        this.brokers = brokers;
        this.config = config;
        this.time = time;
    }

    void start() {
        rounds = time.timer().every(ROUND, ROUND, this::round);
    }

    void stop() {
        Timer.Scheduled planned = rounds;
        if (planned != null) {
            planned.cancel();
        }
    }

    private void round() {
        if (branches.isEmpty()) {
            return;
        }
        long now = time.ticker().nanos();
        branches.all(branch -> branch.expire(now)).forEach(ends::timedOut);
        branches.all(Branch::toBeCommitted).forEach(this::finish);
        brokers.connect();
    }

    private void finish(Branch branch) {
        Deadline deadline = Deadline.after(time.ticker(), config.commitTimeout());
        ending.commit(branch, deadline).thenAccept(result -> {
            switch (result) {
                case ALL -> {
                    if (branch.committedByOperator()) {
                        operators.finished(branch, time.ticker().nanos());
                    } else {
                        ends.committed(branch);
                    }
                    LOG.info("branch is committed after all branch={}", branch.id());
                }
                case LOST -> ends.lost(branch);
                case SOME, BUSY -> LOG.debug("branch is not committed by all brokers yet branch={}", branch.id());
            }
        });
    }
}
