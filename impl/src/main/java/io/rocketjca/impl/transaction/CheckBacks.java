package io.rocketjca.impl.transaction;

import io.netty.buffer.ByteBufUtil;
import io.rocketjca.impl.protocol.push.TransactionCheck;
import io.rocketjca.impl.protocol.request.EndTransactionRequest;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.InboundFrame;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers brokers that ask how the transaction of a half message ended; on the event loop. No answer is right as long as nothing
 * is decided: the broker asks again. What nobody knows any more was never prepared, so it is rolled back.
 */
final class CheckBacks {

    /** The time for the questions that an answer may need. */
    static final Duration ASKING = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(CheckBacks.class);

    private final BranchTable branches;
    private final CommittedHalves committed;
    private final TransactionIdentities identities;
    private final DroppedHalves dropped;
    private final Checkers checkers;
    private final boolean recommitWhenUnsure;
    private final Ticker ticker;
    private final AtomicBoolean foreignTold = new AtomicBoolean();
    private final LongAdder asked = new LongAdder();

    CheckBacks(
            BranchTable branches,
            CommittedHalves committed,
            TransactionIdentities identities,
            DroppedHalves dropped,
            Checkers checkers,
            boolean recommitWhenUnsure,
            Ticker ticker) {
        this.branches = branches;
        this.committed = committed;
        this.identities = identities;
        this.dropped = dropped;
        this.checkers = checkers;
        this.recommitWhenUnsure = recommitWhenUnsure;
        this.ticker = ticker;
    }

    /** A broker asks over one of the connections of a cluster. */
    void asked(ClusterLink link, Connection connection, InboundFrame request) {
        asked.increment();
        TransactionCheck check = TransactionCheck.decode(request, ByteBufUtil.getBytes(request.body()));
        String broker = check.brokerName() != null
                ? check.brokerName()
                : link.brokerAt(check.message().topic(), connection);
        Question question = new Question(link, connection, check, broker, Deadline.after(ticker, ASKING));
        BranchTable.Member member = branches.member(check.uniqueKey());
        if (member == null) {
            unknown(question);
        } else if (member.half() == null) {
            LOG.debug("half message is asked for while its answer is awaited messageId={}", check.uniqueKey());
        } else {
            known(question, member);
        }
    }

    /** How many questions brokers have asked. */
    long count() {
        return asked.sum();
    }

    private void known(Question question, BranchTable.Member member) {
        Half half = member.half();
        if (half.fate() == Half.Fate.COMMITTED) {
            // its branch is still being committed, so that was a moment ago
            CommittedCopy copy = new CommittedCopy(question, new AtomicInteger(), false, recommitWhenUnsure);
            alreadyCommitted(question, half.coordinates().brokerName(), copy);
        } else if (member.branch().dropped()) {
            question.answer(false);
        } else if (question.broker != null) {
            half.movedTo(new Coordinates(
                    question.broker, question.check.commitLogOffset(), question.check.stateTableOffset()));
            LOG.debug(
                    "half message is asked for before its transaction ended messageId={} branch={}",
                    half.uniqueKey(),
                    member.branch().id());
        }
    }

    private void unknown(Question question) {
        CommittedHalves.Committed before = committed.find(question.check.uniqueKey());
        if (before != null) {
            boolean longAgo = ticker.nanos() - before.atNanos() >= CommittedCopy.ON_ITS_WAY.toNanos();
            boolean again = recommitWhenUnsure && !before.remembers(question.connection);
            alreadyCommitted(
                    question, before.brokerName(), new CommittedCopy(question, before.unproven(), longAgo, again));
            return;
        }
        String log = question.check.message().properties().get(TransactionIdentities.LOG_PROPERTY);
        if (identities.ours(log) || log == null && dropped.contains(question.check.uniqueKey())) {
            question.answer(false);
        } else if (log == null) {
            checkers.ask(question.link, question.check, question.broker, () -> question.answer(false));
        } else if (foreignTold.compareAndSet(false, true)) {
            LOG.warn(
                    "a broker asks for a half message of another transaction log, which only its owner can answer for:"
                            + " was a log directory lost, or do two servers share a node name? group={} log={} messageId={}",
                    question.check.producerGroup(),
                    log,
                    question.check.uniqueKey());
        }
    }

    private void alreadyCommitted(Question question, String committedAt, CommittedCopy copy) {
        if (!committedAt.equals(question.broker)) {
            question.answer(false);
            return;
        }
        copy.decide().thenAccept(decision -> {
            switch (decision) {
                case DROP -> question.answer(false);
                case COMMIT -> commitAgain(question);
                case LATER -> LOG.debug("no answer yet messageId={}", question.check.uniqueKey());
            }
        });
    }

    /** Once, however often the broker asks before it has written down that this is over. */
    private void commitAgain(Question question) {
        String key = question.check.uniqueKey();
        LOG.warn(
                "broker has lost a committed message, or does not tell; it is committed again topic={} messageId={}",
                question.check.message().topic(),
                key);
        committed.committingAgain(key, ticker.nanos());
        question.link.end(question.end(true), Deadline.after(ticker, ASKING)).thenAccept(answer -> {
            if (answer instanceof EndAnswer.Done) {
                committed.committedAgain(key, ticker.nanos());
            } else {
                LOG.debug("message not committed again yet messageId={} answer={}", key, answer);
            }
        });
    }

    /** One question of a broker, and the way to answer it. */
    private static final class Question implements CommittedCopy.Index {

        private final ClusterLink link;
        private final Connection connection;
        private final TransactionCheck check;
        private final String broker;
        private final Deadline deadline;

        Question(ClusterLink link, Connection connection, TransactionCheck check, String broker, Deadline deadline) {
            this.link = link;
            this.connection = connection;
            this.check = check;
            this.broker = broker;
            this.deadline = deadline;
        }

        void answer(boolean commit) {
            link.answer(connection, end(commit));
        }

        EndTransactionRequest end(boolean commit) {
            return new EndTransactionRequest(
                    check.producerGroup(),
                    check.message().topic(),
                    broker == null ? "" : broker,
                    check.commitLogOffset(),
                    check.stateTableOffset(),
                    check.uniqueKey(),
                    commit);
        }

        @Override
        public CompletableFuture<Finding> findMessage() {
            return link.find(check.message().topic(), broker, check.uniqueKey(), deadline);
        }

        @Override
        public CompletableFuture<Finding> findCopy() {
            return link.findCopy(check.message().topic(), broker, check.uniqueKey(), check.commitLogOffset(), deadline);
        }
    }
}
