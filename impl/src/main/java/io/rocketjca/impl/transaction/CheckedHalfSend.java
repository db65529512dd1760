package io.rocketjca.impl.transaction;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.producer.SendPlan;
import io.rocketjca.impl.producer.StoredHalf;
import io.rocketjca.impl.protocol.MessageProperties;
import java.util.Map;

/** One message whose end the application's own work decides, on its way to a broker; it names its group, and no log. */
final class CheckedHalfSend implements SendPlan {

    private final Branch branch;
    private final BranchTable branches;
    private final DroppedHalves dropped;
    private final ClusterLink link;
    private final String group;
    private final boolean ordered;
    private volatile String underWay;

    /**
     * @param group the producer group whose checkers are asked, as on the wire
     * @param ordered whether its order among the messages of its queue matters
     */
    CheckedHalfSend(
            Branch branch,
            BranchTable branches,
            DroppedHalves dropped,
            ClusterLink link,
            String group,
            boolean ordered) {
        this.branch = branch;
        this.branches = branches;
        this.dropped = dropped;
        this.link = link;
        this.group = group;
        this.ordered = ordered;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(MessageProperties.TRANSACTION_PREPARED, "true", MessageProperties.PRODUCER_GROUP, group);
    }

    @Override
    public void begins(String uniqueKey) {
        underWay = uniqueKey;
        branches.begins(uniqueKey, branch);
    }

    @Override
    public void failed(String uniqueKey) {
        dropped.add(uniqueKey);
        branches.forget(uniqueKey);
    }

    @Override
    public boolean stored(StoredHalf half) {
        Half taken = Half.fresh(group, half, ordered, link);
        branches.stored(taken, branch);
        boolean added = branch.add(taken);
        if (!added) {
            failed(half.uniqueKey());
            link.rollBack(taken.end(false));
        }
        return added;
    }

    @Override
    public void storedUnsafely(StoredHalf half, SendStatus status) {
        failed(half.uniqueKey());
        link.rollBack(Half.fresh(group, half, ordered, link).end(false));
    }

    @Override
    public void ended(boolean stored) {
        // whoever sends waits for it
    }

    /** Its caller knows that it failed: whatever a broker may have stored is given up. */
    void abandon() {
        branch.rolledBack();
        String key = underWay;
        if (key != null) {
            failed(key);
        }
        for (Half half : branch.halves()) {
            link.rollBack(half.end(false));
        }
        branches.remove(branch);
    }
}
