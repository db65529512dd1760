package io.rocketjca.impl.transaction;

import io.rocketjca.StoredMessage;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.impl.config.BodyConfig;
import io.rocketjca.impl.protocol.Compression;
import io.rocketjca.impl.protocol.MessageProperties;
import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.protocol.response.StoredRecord;
import io.rocketjca.impl.time.TimeSource;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a checker says: commits by the rules for half messages that may have been committed before, or rolls back. */
final class CheckedOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedOutcomes.class);

    private final BranchTable branches;
    private final DroppedHalves dropped;
    private final LocalBranchIds ids;
    private final TimeSource time;
    private final ReentrantLock committing = new ReentrantLock();

    CheckedOutcomes(BranchTable branches, DroppedHalves dropped, LocalBranchIds ids, TimeSource time) {
        this.branches = branches;
        this.dropped = dropped;
        this.ids = ids;
        this.time = time;
    }

    /**
     * A question of a broker.
     *
     * @param broker its name, or {@code null} if that is not known
     * @param rollBack tells it to roll back
     */
    record Question(ClusterLink link, TransactionCheck check, String broker, Runnable rollBack) {

        /** The message as its checker sees it; {@code null} if its body cannot be read. */
        StoredMessage message() {
            StoredRecord stored = check.message();
            try {
                byte[] body = (stored.sysFlag() & SysFlags.COMPRESSED) == 0
                        ? stored.body()
                        : Compression.decompress(stored.body(), stored.sysFlag(), BodyConfig.MAX_MESSAGE_BYTES);
                return new StoredMessage(
                        stored.topic(),
                        check.uniqueKey(),
                        body,
                        stored.properties().get(MessageProperties.TAGS),
                        stored.properties().get(MessageProperties.KEYS),
                        stored.properties(),
                        stored.queueId(),
                        -1,
                        Instant.ofEpochMilli(stored.storeMillis()),
                        Instant.ofEpochMilli(stored.bornMillis()),
                        broker);
            } catch (ProtocolException e) {
                LOG.warn(
                        "a message cannot be read, so its checker is not asked topic={} messageId={} reason={}",
                        stored.topic(),
                        check.uniqueKey(),
                        e.getMessage());
                return null;
            }
        }
    }

    long nanos() {
        return time.ticker().nanos();
    }

    void take(Question question, TransactionOutcome outcome) {
        switch (outcome) {
            case COMMIT -> commit(question);
            case ROLLBACK -> {
                dropped.add(question.check().uniqueKey());
                question.rollBack().run();
            }
            case UNKNOWN ->
                LOG.debug(
                        "checker does not know yet messageId={}",
                        question.check().uniqueKey());
        }
    }

    /**
     * Whoever sent it, or another server of its group, may be committing it right now: so it is asked for once that has settled.
     * One at a time, so that no message is committed by two.
     */
    private void commit(Question question) {
        committing.lock();
        try {
            if (question.broker() != null && branches.member(question.check().uniqueKey()) == null) {
                Half half = Half.checked(
                        question.check(), question.broker(), question.link(), nanos() + HalfEnding.SETTLING.toNanos());
                branches.add(Branch.decided(ids.next(), half, time.wallClock().millis()));
            }
        } catch (BranchFailure tooMany) {
            LOG.warn("message cannot be committed now, the broker will ask again reason={}", tooMany.getMessage());
        } finally {
            committing.unlock();
        }
    }
}
