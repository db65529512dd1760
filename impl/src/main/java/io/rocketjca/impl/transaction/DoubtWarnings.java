package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.TimeSource;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of prepared branches that nobody ends: of old ones again and again, and once if it looks as if no transaction manager
 * recovers on this server. On the event loop; blocks nowhere.
 */
final class DoubtWarnings {

    /** How often it looks for old branches. */
    static final Duration ROUND = Duration.ofMinutes(1);

    /** From this age on a prepared branch is worth a warning, and so often: transaction managers decide within seconds. */
    static final Duration OLD = Duration.ofMinutes(10);

    /** So long after the start each transaction manager that recovers at all has asked: the slowest does every two minutes. */
    static final Duration RECOVERY = Duration.ofMinutes(5);

    /** The most branches of one warning. */
    static final int MOST_TOLD = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DoubtWarnings.class);

    private final BranchTable branches;
    private final TransactionCounter counter;
    private final String recoverySetup;
    private final TimeSource time;
    private volatile List<Timer.Scheduled> planned = List.of();
    private long quietUntilNanos;
    private boolean told;

    /**
     * @param recoverySetup in words, how recovery is set up on this server
     */
    DoubtWarnings(BranchTable branches, TransactionCounter counter, String recoverySetup, TimeSource time) {
        this.branches = branches;
        this.counter = counter;
        this.recoverySetup = recoverySetup;
        this.time = time;
    }

    void start() {
        planned = List.of(
                time.timer().every(ROUND, ROUND, this::tellOld), time.timer().once(RECOVERY, this::tellUnrecovered));
    }

    void stop() {
        planned.forEach(Timer.Scheduled::cancel);
    }

    private void tellOld() {
        long now = time.ticker().nanos();
        if (branches.isEmpty() || told && now - quietUntilNanos < 0) {
            return;
        }
        long millis = time.wallClock().millis();
        List<Branch> old = branches.all(branch -> branch.state() == Branch.State.PREPARED
                && branch.ageSeconds(millis) >= TimeUnit.MINUTES.toSeconds(OLD.toMinutes()));
        if (old.isEmpty()) {
            return;
        }
        told = true;
        quietUntilNanos = now + OLD.toNanos();
        old.stream().limit(MOST_TOLD).forEach(branch -> tell(branch, millis));
        if (old.size() > MOST_TOLD) {
            LOG.warn("and more branches are prepared that nobody ends branches={}", old.size() - MOST_TOLD);
        }
    }

    private static void tell(Branch branch, long millis) {
        LOG.warn(
                "branch is prepared and waits for its transaction manager; if that will never come back, end it through JMX"
                        + " branch={} ageSeconds={} messages={} topics={}",
                branch.id(),
                branch.ageSeconds(millis),
                branch.halves().size(),
                branch.halves().stream()
                        .map(Half::topic)
                        .distinct()
                        .limit(MOST_TOLD)
                        .toList());
    }

    private void tellUnrecovered() {
        if (counter.scans() > 0) {
            return;
        }
        List<Branch> left = branches.all(branch -> branch.recovered() && branch.state() == Branch.State.PREPARED);
        if (!left.isEmpty()) {
            LOG.warn(
                    "branches of an earlier run are prepared, and no transaction manager has asked for them since the start:"
                            + " recovery seems not to be set up on this server. {} branches={}",
                    recoverySetup,
                    left.size());
        }
    }
}
