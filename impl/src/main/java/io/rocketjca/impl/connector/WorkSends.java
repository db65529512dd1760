package io.rocketjca.impl.connector;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.TransactionResult;
import io.rocketjca.TransactionWork;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.transaction.CheckedSends;
import io.rocketjca.impl.transaction.TransactionEngine;

/** Sends messages whose end the application's own work decides, outside of the container's transactions. */
final class WorkSends {

    private final TransactionEngine engine;
    private final ClientLease lease;
    private final GroupProducer producer;
    private final BranchBinding binding;
    private final CallerTransaction caller;

    WorkSends(
            TransactionEngine engine,
            ClientLease lease,
            GroupProducer producer,
            BranchBinding binding,
            CallerTransaction caller) {
        this.engine = engine;
        this.lease = lease;
        this.producer = producer;
        this.binding = binding;
        this.caller = caller;
    }

    TransactionResult send(Message message, TransactionWork work, SendOptions options) {
        if (caller.active() || binding.branch() != null) {
            throw Sends.refused(
                    message,
                    "the thread is in a transaction, of which a plain send is a part already. Use"
                            + " sendInTransaction only outside of transactions");
        }
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        return engine.checkedSends()
                .send(
                        new CheckedSends.Sender(producer.producer(), lease.transactions(), producer.group()),
                        message,
                        options,
                        work);
    }
}
