package io.rocketjca.impl.transaction;

import io.rocketjca.impl.transaction.log.BranchLog;
import io.rocketjca.impl.transaction.log.BranchLogException;

/** Knows where the log of prepared branches is. */
public interface LogOpener {

    /** Whether an earlier run has left one. */
    boolean exists();

    /**
     * Opens it, or makes it.
     *
     * @throws BranchLogException if there can be none; the text says what to do
     * @throws IllegalStateException if no place for it is known; the text says what to do
     */
    BranchLog open();
}
