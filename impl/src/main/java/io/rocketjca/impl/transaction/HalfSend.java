package io.rocketjca.impl.transaction;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.producer.SendPlan;
import io.rocketjca.impl.producer.StoredHalf;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on its way into a branch. What a broker stores without our knowing is never taken in: it is asked for by a key
 * that nobody knows, and rolled back then.
 */
final class HalfSend implements SendPlan {

    private static final Logger LOG = LoggerFactory.getLogger(HalfSend.class);

    private final Branch branch;
    private final BranchTable branches;
    private final TransactionIdentities identities;
    private final ClusterLink link;
    private final boolean ordered;
    private final boolean seen;
    private final TransactionProbe probe;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile String underWay;
    private volatile boolean stored;

    /**
     * @param ordered whether its order among the messages of its queue matters
     * @param seen whether whoever sends it certainly learns how that ended
     */
    HalfSend(
            Branch branch,
            BranchTable branches,
            TransactionIdentities identities,
            ClusterLink link,
            boolean ordered,
            boolean seen,
            TransactionProbe probe) {
        this.branch = branch;
        this.branches = branches;
        this.identities = identities;
        this.link = link;
        this.ordered = ordered;
        this.seen = seen;
        this.probe = probe;
    }

    @Override
    public Map<String, String> properties() {
        return identities.properties(branch);
    }

    @Override
    public void begins(String uniqueKey) {
        underWay = uniqueKey;
        branches.begins(uniqueKey, branch);
    }

    @Override
    public void failed(String uniqueKey) {
        branches.forget(uniqueKey);
    }

    @Override
    public boolean stored(StoredHalf half) {
        probe.reached(TransactionStep.HALF_STORED);
        Half taken = Half.fresh(identities.groupOf(branch), half, ordered, link);
        branches.stored(taken, branch);
        stored = branch.add(taken);
        if (!stored) {
            branches.forget(half.uniqueKey());
            link.rollBack(taken.end(false));
        }
        return stored;
    }

    @Override
    public void storedUnsafely(StoredHalf half, SendStatus status) {
        branches.forget(half.uniqueKey());
        LOG.debug("half message is rolled back, the broker stored it unsafely status={}", status);
        link.rollBack(
                Half.fresh(identities.groupOf(branch), half, ordered, link).end(false));
    }

    @Override
    public void ended(boolean wasStored) {
        if (!wasStored && !seen) {
            branch.rollbackOnly("a message could not be stored, and whoever sent it may not know");
        }
        leave();
    }

    /** The stage of an asynchronous send has completed; that may be the first news if it was refused at once. */
    void completed(Throwable failure) {
        if (failure != null) {
            abandon();
        }
        ended(failure == null);
    }

    /** Its caller waits no longer, and knows that it failed. */
    void abandon() {
        String key = underWay;
        if (key != null && !stored) {
            branches.forget(key);
        }
    }

    /** The branch need not wait for it any more. */
    void leave() {
        if (left.compareAndSet(false, true)) {
            branch.leave();
        }
    }
}
