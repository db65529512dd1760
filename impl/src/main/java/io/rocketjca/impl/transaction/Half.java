package io.rocketjca.impl.transaction;

import io.rocketjca.impl.producer.HalfListener;
import io.rocketjca.impl.producer.StoredHalf;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.protocol.request.EndTransactionRequest;
import io.rocketjca.impl.transaction.log.LoggedHalf;

/**
 * One half message of a branch, and how far its end has come. Only one party at a time ends it, as its branch sees to; a
 * broker's question may move it at any time.
 */
final class Half {

    /** How far its end has come. */
    enum Fate {
        /** No commit is under way: a commit can do no harm. */
        OPEN,
        /** A commit was sent, or may have been in an earlier life: ask before committing. */
        DOUBTFUL,
        /** Consumers can see it. */
        COMMITTED
    }

    private final String producerGroup;
    private final String uniqueKey;
    private final String topic;
    private final int queueId;
    private final boolean ordered;
    private final String nameServers;

    /** Whether an application has said that it is to be committed, which nobody has done before as far as that knows. */
    private final boolean vouched;

    /** The way to the cluster it was sent to, or {@code null} for one of an earlier run. */
    private final ClusterLink origin;

    private final HalfListener listener;
    private volatile Coordinates coordinates;
    private volatile Fate fate;
    private volatile long askNotBeforeNanos;
    private volatile long committedNanos;
    private volatile int refusals;
    private volatile int unproven;
    private volatile String trouble;

    private Half(
            String producerGroup,
            StoredHalf stored,
            boolean ordered,
            String nameServers,
            ClusterLink origin,
            boolean vouched) {
        this.vouched = vouched;
        this.producerGroup = producerGroup;
        this.uniqueKey = stored.uniqueKey();
        this.topic = stored.topic();
        this.queueId = stored.queueId();
        this.ordered = ordered;
        this.nameServers = nameServers;
        this.origin = origin;
        this.listener = stored.listener();
        this.coordinates = new Coordinates(stored.brokerName(), stored.commitLogOffset(), stored.stateTableOffset());
        this.fate = Fate.OPEN;
    }

    /**
     * One that was just stored.
     *
     * @param producerGroup the group that it names
     * @param ordered whether its order among those of its queue matters
     * @param origin the way to the cluster it was sent to
     */
    static Half fresh(String producerGroup, StoredHalf stored, boolean ordered, ClusterLink origin) {
        return new Half(producerGroup, stored, ordered, origin.nameServers(), origin, false);
    }

    /**
     * One of an earlier run, which may have committed it.
     *
     * @param producerGroup the group that it names
     * @param askNotBeforeNanos when whatever that run had sent is certainly carried out or lost
     */
    static Half recovered(String producerGroup, LoggedHalf logged, long askNotBeforeNanos) {
        StoredHalf stored = new StoredHalf(
                logged.messageId(),
                logged.topic(),
                logged.brokerName(),
                logged.queueId(),
                logged.commitLogOffset(),
                logged.stateTableOffset(),
                HalfListener.NONE);
        Half half = new Half(producerGroup, stored, logged.ordered(), logged.nameServers(), null, false);
        half.committing(askNotBeforeNanos);
        return half;
    }

    /**
     * One that a broker asks for, and that its application wants committed.
     *
     * @param askNotBeforeNanos when whatever others may have sent for it is certainly carried out or lost
     */
    static Half checked(TransactionCheck check, String broker, ClusterLink origin, long askNotBeforeNanos) {
        StoredHalf stored = new StoredHalf(
                check.uniqueKey(),
                check.message().topic(),
                broker,
                check.message().queueId(),
                check.commitLogOffset(),
                check.stateTableOffset(),
                HalfListener.NONE);
        Half half = new Half(check.producerGroup(), stored, false, origin.nameServers(), origin, true);
        half.committing(askNotBeforeNanos);
        return half;
    }

    LoggedHalf logged() {
        Coordinates now = coordinates;
        return new LoggedHalf(
                nameServers,
                topic,
                now.brokerName(),
                uniqueKey,
                now.commitLogOffset(),
                now.stateTableOffset(),
                queueId,
                ordered);
    }

    /** The request that ends it where it is now. */
    EndTransactionRequest end(boolean commit) {
        Coordinates now = coordinates;
        return new EndTransactionRequest(
                producerGroup,
                topic,
                now.brokerName(),
                now.commitLogOffset(),
                now.stateTableOffset(),
                uniqueKey,
                commit);
    }

    /** A broker has copied it and means the copy from now on; one whose commit was confirmed stays where it was. */
    void movedTo(Coordinates place) {
        if (fate != Fate.COMMITTED) {
            coordinates = place;
        }
    }

    /** Whether it is to be committed even where its broker does not let us ask. */
    boolean vouched() {
        return vouched;
    }

    String uniqueKey() {
        return uniqueKey;
    }

    String topic() {
        return topic;
    }

    String nameServers() {
        return nameServers;
    }

    ClusterLink origin() {
        return origin;
    }

    Coordinates coordinates() {
        return coordinates;
    }

    /** What must be ended one after the other, or {@code null} if its order does not matter. */
    String lane() {
        return ordered ? nameServers + '/' + coordinates.brokerName() + '/' + topic + '/' + queueId : null;
    }

    Fate fate() {
        return fate;
    }

    /** When asking whether it is committed gives an answer that stays true. */
    long askNotBeforeNanos() {
        return askNotBeforeNanos;
    }

    /** A commit leaves now; until it is confirmed nobody knows. */
    void committing(long askNotBefore) {
        askNotBeforeNanos = askNotBefore;
        fate = Fate.DOUBTFUL;
    }

    /** The commit that left was certainly not carried out. */
    void notCommitted() {
        fate = Fate.OPEN;
    }

    /**
     * Its broker has confirmed it, or has the message.
     *
     * @param nowNanos when we heard that
     */
    void committed(long nowNanos) {
        committedNanos = nowNanos;
        fate = Fate.COMMITTED;
        listener.ended(true);
    }

    /** When its broker confirmed that it is committed. */
    long committedNanos() {
        return committedNanos;
    }

    /** Its broker was told to drop it, or will be when it asks. */
    void rolledBack() {
        listener.ended(false);
    }

    /** Why the last effort to commit it has not succeeded, or {@code null} if none has failed. */
    String trouble() {
        return trouble;
    }

    void trouble(String why) {
        trouble = why;
    }

    /** The broker's index does not know the half message; says how often that was so. */
    int unproven() {
        return ++unproven; // one party at a time ends it
    }

    /** The broker does not know the half message; says how often that was so. */
    int refused() {
        return ++refusals; // one party at a time ends it
    }
}
