package io.rocketjca.impl.connector;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionMode;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionStateException;
import io.rocketjca.TransactionWork;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.producer.MessageProducer;
import io.rocketjca.impl.transaction.Branch;
import io.rocketjca.impl.transaction.BranchSends;
import io.rocketjca.impl.transaction.CheckedSends;
import io.rocketjca.impl.transaction.TransactionEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The sends of one managed connection that have to do with a transaction. */
final class TransactionalSends {

    private final TransactionEngine engine;
    private final ClientLease lease;
    private final MessageProducer producer;
    private final String group;
    private final BranchBinding binding;
    private final CallerTransaction caller;

    TransactionalSends(
            TransactionEngine engine,
            ClientLease lease,
            GroupProducer producer,
            BranchBinding binding,
            CallerTransaction caller) {
        this.engine = engine;
        this.lease = lease;
        this.producer = producer.producer();
        this.group = producer.group();
        this.binding = binding;
        this.caller = caller;
    }

    /** Whether a send with these options has nothing to do with a transaction. */
    boolean none(SendOptions options) {
        return switch (options.transaction()) {
            case JOIN -> binding.branch() == null;
            case AFTER_COMMIT -> binding.branch() == null && !caller.active();
            case IMMEDIATE -> true;
        };
    }

    SendReceipt send(Message message, SendOptions options) {
        if (options.transaction() == TransactionMode.AFTER_COMMIT) {
            afterCommit().add(producer, checked(message), options);
            return new WaitingReceipt(message.topic());
        }
        return branchSends(message).send(producer, lease.transactions(), message, options);
    }

    CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        if (options.transaction() == TransactionMode.AFTER_COMMIT) {
            return afterCommit().add(producer, checked(message), options).minimalCompletionStage();
        }
        return branchSends(message).sendAsync(producer, lease.transactions(), message, options);
    }

    void sendOneWay(Message message, SendOptions options) {
        if (options.transaction() != TransactionMode.AFTER_COMMIT) {
            throw new TransactionStateException("Message to topic " + topic(message)
                    + " was not sent: a one-way message cannot be part of a transaction, as nobody would know whether it is"
                    + " stored. Send it with send, or with the transaction mode IMMEDIATE or AFTER_COMMIT");
        }
        afterCommit().add(producer, checked(message), options);
    }

    List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        if (options.transaction() != TransactionMode.AFTER_COMMIT) {
            return branchSends(null).sendAll(producer, lease.transactions(), messages, options);
        }
        AfterCommit waiting = afterCommit();
        List<SendOutcome> outcomes = new ArrayList<>(messages.size());
        for (Message message : messages) {
            waiting.add(producer, checked(message), options);
            outcomes.add(new SendOutcome.Stored(new WaitingReceipt(message.topic())));
        }
        return outcomes;
    }

    /** Sends a message whose end the application's own work decides. */
    TransactionResult withWork(Message message, TransactionWork work, SendOptions options) {
        if (caller.active() || binding.branch() != null) {
            throw new TransactionStateException("Message to topic " + topic(message)
                    + " was not sent: the thread is in a transaction, of which a plain send is a part already. Use"
                    + " sendInTransaction only outside of transactions");
        }
        return engine.checkedSends()
                .send(new CheckedSends.Sender(producer, lease.transactions(), group), checked(message), options, work);
    }

    /** A request whose message nobody sees before the commit would wait in vain. */
    static TransactionStateException requestInside(Message message) {
        return new TransactionStateException("Message to topic " + topic(message)
                + " was not sent: a request cannot be part of a transaction, as nobody would see it before the commit."
                + " Send it outside of the transaction, or with the transaction mode IMMEDIATE");
    }

    private BranchSends branchSends(Message message) {
        Branch branch = binding.branch();
        if (branch == null) {
            throw new TransactionStateException("Message to topic " + topic(message)
                    + " was not sent: the transaction has just ended in another thread");
        }
        if (caller.rollbackOnly()) {
            throw new TransactionStateException("Message to topic " + topic(message)
                    + " was not sent: the transaction is marked to be rolled back");
        }
        return engine.sends(branch);
    }

    private AfterCommit afterCommit() {
        if (!caller.active()) {
            throw new TransactionStateException("Nothing was sent: the server does not tell the adapter when the"
                    + " transaction ends, so AFTER_COMMIT is not possible here; use JOIN or IMMEDIATE");
        }
        if (caller.get(AfterCommit.class) instanceof AfterCommit known) {
            return known;
        }
        AfterCommit fresh = new AfterCommit();
        caller.put(AfterCommit.class, fresh);
        return fresh;
    }

    private static Message checked(Message message) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        return message;
    }

    private static String topic(Message message) {
        return message == null ? null : message.topic();
    }
}
