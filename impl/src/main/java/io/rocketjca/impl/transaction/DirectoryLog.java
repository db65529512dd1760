package io.rocketjca.impl.transaction;

import io.rocketjca.impl.config.TransactionConfig;
import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.FileBranchLog;
import io.rocketjca.impl.transaction.log.LogIdentity;
import java.nio.file.Files;
import java.util.function.LongSupplier;

/** The log of prepared branches in the configured directory. */
public final class DirectoryLog implements LogOpener {

    private final TransactionConfig config;
    private final LongSupplier random;

    /**
     * @param random numbers for new logs, which nobody can guess
     */
    public DirectoryLog(TransactionConfig config, LongSupplier random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public boolean exists() {
        return config.logDirectory() != null && Files.isDirectory(config.logDirectory());
    }

    @Override
    public BranchLog open() {
        if (config.logDirectory() == null) {
            throw new IllegalStateException("No place for the log of prepared transactions is known on this server:"
                    + " set transactionLogDirectory on the resource adapter to a directory on a disk that outlives the"
                    + " server, a different one for each server");
        }
        return FileBranchLog.open(
                config.logDirectory(),
                () -> new LogIdentity(random.getAsLong(), config.node(), config.producerGroup()));
    }
}
