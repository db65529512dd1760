package io.rocketjca.impl.transaction.log;

import java.util.List;

/**
 * A branch as the log remembers it.
 *
 * @param id its Xid
 * @param state how far it is
 * @param sinceMillis when it came into that state, in milliseconds since 1970-01-01T00:00Z
 * @param halves its half messages, in the order in which they were sent; copied
 */
public record LoggedBranch(BranchId id, BranchState state, long sinceMillis, List<LoggedHalf> halves) {

    /** Copies the list. */
    public LoggedBranch {
        halves = List.copyOf(halves);
    }
}
