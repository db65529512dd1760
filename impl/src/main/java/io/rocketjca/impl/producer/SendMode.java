package io.rocketjca.impl.producer;

/** How the caller of a send learns of its end. */
enum SendMode {
    /** The caller waits for the receipt. */
    SYNC,
    /** The caller holds a stage of the receipt. */
    ASYNC,
    /** There is no receipt: the caller waits until there is a connection, and writes. */
    ONE_WAY
}
