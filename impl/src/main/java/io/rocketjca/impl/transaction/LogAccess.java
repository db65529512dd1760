package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchLog;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The log of prepared branches, which is opened when it is needed for the first time: servers that use no distributed
 * transactions have none.
 */
final class LogAccess {

    private final LogOpener opener;
    private final TransactionIdentities identities;
    private final Function<BranchLog, Runnable> found;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile BranchLog log;
    private boolean closed;

    /**
     * @param found takes up what is in a log, before anybody can know that it is open; tells what to do then
     */
    LogAccess(LogOpener opener, TransactionIdentities identities, Function<BranchLog, Runnable> found) {
        this.opener = opener;
        this.identities = identities;
        this.found = found;
    }

    /** The log of an earlier run, or {@code null} if there was none. */
    BranchLog existing() {
        return opener.exists() ? open() : null;
    }

    /**
     * The log, made if there is none.
     *
     * @throws RuntimeException as {@link LogOpener#open}
     */
    BranchLog open() {
        BranchLog known = log;
        if (known != null) {
            return known;
        }
        opening.lock();
        try {
            if (log == null) {
                if (closed) {
                    throw new IllegalStateException("The resource adapter is stopped");
                }
                BranchLog opened = opener.open();
                Runnable next = found.apply(opened);
                identities.opened(opened.identity());
                log = opened;
                next.run();
            }
            return log;
        } finally {
            opening.unlock();
        }
    }

    /** The log if it is open, else {@code null}. */
    BranchLog opened() {
        return log;
    }

    void close() {
        opening.lock();
        try {
            closed = true;
            if (log != null) {
                log.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
