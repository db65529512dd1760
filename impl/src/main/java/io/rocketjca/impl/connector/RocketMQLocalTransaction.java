package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.Branch;
import io.rocketjca.impl.transaction.BranchFailure;
import io.rocketjca.impl.transaction.TransactionEngine;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local transactions of one managed connection, which the container demarcates. Nothing of them survives a crash: then none
 * of their messages appears.
 */
final class RocketMQLocalTransaction implements LocalTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(RocketMQLocalTransaction.class);

    private final TransactionEngine engine;
    private final BranchBinding binding;

    RocketMQLocalTransaction(TransactionEngine engine, BranchBinding binding) {
        this.engine = engine;
        this.binding = binding;
    }

    @Override
    public void begin() throws ResourceException {
        if (binding.branch() != null) {
            throw new LocalTransactionException(
                    "The connection works in transaction " + binding.branch().id() + " already");
        }
        try {
            binding.bind(engine.beginLocal());
        } catch (BranchFailure failure) {
            throw new LocalTransactionException(failure.getMessage(), failure);
        }
    }

    @Override
    public void commit() throws ResourceException {
        Branch branch = left();
        try {
            engine.commitOnePhase(branch.id());
        } catch (BranchFailure failure) {
            throw new LocalTransactionException("Nothing was committed. " + failure.getMessage(), failure);
        }
    }

    @Override
    public void rollback() throws ResourceException {
        Branch branch = left();
        try {
            engine.rollBack(branch.id());
        } catch (BranchFailure failure) {
            throw new LocalTransactionException(failure.getMessage(), failure);
        }
    }

    /** The connection goes back to its pool, or away for good: nobody can end a local transaction then. */
    void reset() {
        Branch branch = binding.branch();
        if (branch == null) {
            return;
        }
        binding.unbind();
        engine.leave(branch);
        if (branch.local()) {
            try {
                engine.rollBack(branch.id());
            } catch (BranchFailure ended) {
                LOG.debug("local transaction has ended already branch={}", branch.id());
            }
        }
    }

    private Branch left() throws LocalTransactionException {
        Branch branch = binding.branch();
        if (branch == null || !branch.local()) {
            throw new LocalTransactionException("The connection works in no local transaction");
        }
        binding.unbind();
        engine.leave(branch);
        return branch;
    }
}
