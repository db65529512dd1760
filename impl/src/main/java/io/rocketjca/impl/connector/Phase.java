package io.rocketjca.impl.connector;

/** Where a managed connection is in its life. */
enum Phase {
    /** Nobody uses it: new, or cleaned up. */
    IDLE,
    /** At least one handle is open. */
    IN_USE,
    /** Its client instance is closed; the container was told and will destroy it. */
    BROKEN,
    /** Given back for good. */
    DESTROYED
}
