package io.rocketjca.impl.transaction;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionOutcome;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionStateException;
import io.rocketjca.TransactionWork;
import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends messages whose end the application's own work decides, without a transaction manager and without a log: what this process
 * does not know any more, the application's checker is asked for. Ended by the same rules as all half messages.
 */
public final class CheckedSends {

    private final BranchTable branches;
    private final DroppedHalves dropped;
    private final TwoPhaseCommit commits;
    private final LocalBranchIds ids;
    private final TransactionConfig config;
    private final TimeSource time;

    CheckedSends(
            BranchTable branches,
            DroppedHalves dropped,
            TwoPhaseCommit commits,
            LocalBranchIds ids,
            TransactionConfig config,
            TimeSource time) {
        this.branches = branches;
        this.dropped = dropped;
        this.commits = commits;
        this.ids = ids;
        this.config = config;
        this.time = time;
    }

    /** Who sends where: a producer, the way to its cluster, and the group whose checkers are asked, as on the wire. */
    public record Sender(MessageProducer producer, ClusterLink link, String group) {}

    /**
     * Stores a message, does the work, and ends the message as that says. Waits for brokers, and for the work.
     *
     * @throws RuntimeException as {@link MessageProducer#sendHalf}; then the work was not done
     */
    public TransactionResult send(Sender sender, Message message, SendOptions options, TransactionWork work) {
        BranchSends.refuseKind(message);
        Branch branch = begin(message);
        CheckedHalfSend plan =
                new CheckedHalfSend(branch, branches, dropped, sender.link(), sender.group(), message.placed());
        SendReceipt receipt;
        try {
            receipt = sender.producer().sendHalf(message, options, plan);
        } catch (RuntimeException | Error failure) {
            plan.abandon();
            throw failure;
        }
        return worked(branch, receipt, work);
    }

    private Branch begin(Message message) {
        Branch branch = Branch.begin(ids.next(), true, time.wallClock().millis());
        try {
            branches.add(branch);
            return branch;
        } catch (BranchFailure tooMany) {
            throw new TransactionStateException(
                    "Message to topic " + message.topic() + " was not sent: " + tooMany.getMessage(), tooMany);
        }
    }

    private TransactionResult worked(Branch branch, SendReceipt receipt, TransactionWork work) {
        TransactionOutcome outcome = TransactionOutcome.UNKNOWN;
        Exception failure = null;
        try {
            outcome = work.run(receipt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (Exception e) {
            failure = e;
        } finally {
            if (outcome != TransactionOutcome.COMMIT && outcome != TransactionOutcome.ROLLBACK) {
                branches.remove(branch); // from now on the checker is asked, also if an error ends this thread
            }
        }
        return new TransactionResult(receipt, end(branch, outcome), failure);
    }

    private TransactionResult.State end(Branch branch, TransactionOutcome outcome) {
        if (outcome == TransactionOutcome.COMMIT) {
            return commits.commitNow(branch) ? TransactionResult.State.COMMITTED : TransactionResult.State.PENDING;
        }
        return outcome == TransactionOutcome.ROLLBACK && rollBack(branch)
                ? TransactionResult.State.ROLLED_BACK
                : TransactionResult.State.PENDING;
    }

    /** What the broker does not confirm is answered when it asks. */
    private boolean rollBack(Branch branch) {
        branch.rolledBack();
        Half half = branch.halves().get(0);
        dropped.add(half.uniqueKey());
        half.rolledBack();
        Duration limit = config.commitTimeout();
        CompletableFuture<EndAnswer> end = half.origin().end(half.end(false), Deadline.after(time.ticker(), limit));
        branches.remove(branch);
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS) instanceof EndAnswer.Done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Ends of half messages never fail", e.getCause());
        }
    }
}
