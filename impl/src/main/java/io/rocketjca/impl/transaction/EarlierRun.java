package io.rocketjca.impl.transaction;

import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchState;
import io.rocketjca.impl.transaction.log.LoggedBranch;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up what an earlier run has left in its log. */
final class EarlierRun {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierRun.class);

    private final BranchLog log;
    private final Ticker ticker;

    EarlierRun(BranchLog log, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
    }

    /**
     * Puts its branches into the table.
     *
     * @return those that were put in
     */
    List<Branch> takeUp(BranchTable branches) {
        long askNotBefore = ticker.nanos() + HalfEnding.SETTLING.toNanos();
        List<LoggedBranch> left = log.replay();
        List<Branch> taken = new ArrayList<>();
        for (LoggedBranch logged : left) {
            Branch branch = branch(logged, askNotBefore);
            try {
                branches.add(branch);
                taken.add(branch);
            } catch (BranchFailure e) {
                LOG.error(
                        "branch of an earlier run cannot be taken up branch={} reason={}", logged.id(), e.getMessage());
            }
        }
        if (!left.isEmpty()) {
            tell(left);
        }
        return taken;
    }

    private Branch branch(LoggedBranch logged, long askNotBefore) {
        String group = log.identity().producerGroup();
        return Branch.recovered(
                logged,
                logged.halves().stream()
                        .map(half -> Half.recovered(group, half, askNotBefore))
                        .toList());
    }

    private static void tell(List<LoggedBranch> left) {
        long prepared = count(left, BranchState.PREPARED);
        long committing = count(left, BranchState.COMMITTING);
        LOG.info(
                "branches of an earlier run found prepared={} committing={} heuristic={}",
                prepared,
                committing,
                left.size() - prepared - committing);
    }

    private static long count(List<LoggedBranch> all, BranchState state) {
        return all.stream().filter(logged -> logged.state() == state).count();
    }
}
