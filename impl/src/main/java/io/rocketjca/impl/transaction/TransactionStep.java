package io.rocketjca.impl.transaction;

/** The moments in the life of a branch at which a crash would leave something different behind. */
public enum TransactionStep {
    /** A broker has stored a half message, which is not yet part of its branch. */
    HALF_STORED,
    /** The branch is about to be written as prepared. */
    BEFORE_PREPARE_FORCE,
    /** The branch is on disk as prepared. */
    AFTER_PREPARE_FORCE,
    /** The decision to commit has come, and nothing was done for it yet. */
    COMMIT_ENTERED,
    /** The decision to commit is on disk. */
    AFTER_COMMIT_FORCE,
    /** A half message was committed, and its broker has said so. */
    AFTER_END,
    /** All half messages of a branch were committed. */
    AFTER_ALL_ENDS,
    /** The branch is forgotten. */
    AFTER_DONE,
    /** Some half messages of a branch were rolled back, others not yet. */
    DURING_ROLLBACK,
    /** The log of an earlier run is read, and nothing of it was acted upon. */
    DURING_REPLAY
}
