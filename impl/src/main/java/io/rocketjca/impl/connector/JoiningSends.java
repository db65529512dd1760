package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.transaction.Branch;
import io.rocketjca.impl.transaction.BranchSends;
import io.rocketjca.impl.transaction.TransactionEngine;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends as part of the branch that a managed connection works in. */
final class JoiningSends implements Sends {

    private final TransactionEngine engine;
    private final ClientLease lease;
    private final MessageProducer producer;
    private final BranchBinding binding;
    private final CallerTransaction caller;

    JoiningSends(
            TransactionEngine engine,
            ClientLease lease,
            MessageProducer producer,
            BranchBinding binding,
            CallerTransaction caller) {
        this.engine = engine;
        this.lease = lease;
        this.producer = producer;
        this.binding = binding;
        this.caller = caller;
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        return branch(message).send(producer, lease.transactions(), message, options);
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        return branch(message).sendAsync(producer, lease.transactions(), message, options);
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        throw Sends.refused(
                message,
                "a one-way message cannot be part of a transaction, as nobody would know whether it is"
                        + " stored. Send it with send, or with the transaction mode IMMEDIATE or AFTER_COMMIT");
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        return branch(null).sendAll(producer, lease.transactions(), messages, options);
    }

    @Override
    public CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
        throw Sends.refused(
                message,
                "a request cannot be part of a transaction, as nobody would see it before the commit."
                        + " Send it outside of the transaction, or with the transaction mode IMMEDIATE");
    }

    private BranchSends branch(Message message) {
        Branch branch = binding.branch();
        if (branch == null) {
            throw Sends.refused(message, "the transaction has just ended in another thread");
        }
        if (caller.rollbackOnly()) {
            throw Sends.refused(message, "the transaction is marked to be rolled back");
        }
        return engine.sends(branch);
    }
}
