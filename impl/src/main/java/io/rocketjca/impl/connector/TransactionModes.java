package io.rocketjca.impl.connector;

import io.rocketjca.SendOptions;
import io.rocketjca.impl.client.ClientLease;
import io.rocketjca.impl.transaction.TransactionEngine;

/** Chooses by its {@code TransactionMode} what becomes of a send over one managed connection. */
final class TransactionModes {

    private final Sends immediate;
    private final Sends joining;
    private final Sends afterCommit;
    private final WorkSends withWork;
    private final BranchBinding binding;
    private final CallerTransaction caller;

    TransactionModes(
            TransactionEngine engine,
            ClientLease lease,
            GroupProducer producer,
            BranchBinding binding,
            CallerTransaction caller) {
        this.immediate = new ImmediateSends(lease, producer.producer());
        this.joining = new JoiningSends(engine, lease, producer.producer(), binding, caller);
        this.afterCommit = new AfterCommitSends(producer.producer(), caller);
        this.withWork = new WorkSends(engine, lease, producer, binding, caller);
        this.binding = binding;
        this.caller = caller;
    }

    /** Outside of transactions every send is immediate. */
    Sends of(SendOptions options) {
        return switch (options.transaction()) {
            case JOIN -> binding.branch() == null ? immediate : joining;
            case AFTER_COMMIT -> binding.branch() == null && !caller.active() ? immediate : afterCommit;
            case IMMEDIATE -> immediate;
        };
    }

    WorkSends withWork() {
        return withWork;
    }
}
