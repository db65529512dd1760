package io.rocketjca.impl.transaction.log;

import java.util.List;

/** Remembers the prepared branches of one adapter beyond the death of its process. For any thread. */
public interface BranchLog extends AutoCloseable {

    /** Who writes this log. */
    LogIdentity identity();

    /** All branches that were in the log when it was opened, in the order in which they came. */
    List<LoggedBranch> replay();

    /**
     * Writes a branch, or replaces the one with its id, and returns only when it is on disk. Waits as long as the disk takes;
     * an interrupt is kept for later.
     *
     * @throws BranchLogException if that failed: the branch counts as not written. After a crash {@link #replay} may show it
     *     all the same, as a branch whose vote nobody heard.
     */
    void force(LoggedBranch branch);

    /**
     * Removes a branch, if it is there. Not forced: it is written with the next force or by {@link #close}, so that after a
     * crash a forgotten branch may be back. Costs no I/O and never fails.
     */
    void forget(BranchId id);

    /** False from a failed force until one succeeds again; each force tries to. */
    boolean healthy();

    /** Writes what was forgotten and lets go of the directory. Forces under way are finished, later ones fail. */
    @Override
    void close();
}
