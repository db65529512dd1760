package io.rocketjca.impl.connector;

import io.rocketjca.impl.transaction.Branch;

/** The branch in which a managed connection works at the moment: the one place where that is known. */
final class BranchBinding {

    private volatile Branch branch;

    /** The branch, or {@code null} outside of transactions. */
    Branch branch() {
        return branch;
    }

    void bind(Branch newBranch) {
        branch = newBranch;
    }

    void unbind() {
        branch = null;
    }
}
