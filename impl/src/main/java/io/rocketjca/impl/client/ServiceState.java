package io.rocketjca.impl.client;

/** Where a client instance stands in its life; it only ever moves forward. */
enum ServiceState {
    /** Made, and nothing done yet. */
    CREATE_JUST,
    /** Started, completely. */
    RUNNING,
    /** The start did not come to its end; also while it is under way, so that half a start is never taken for one. */
    START_FAILED,
    /** Stopped, or stopping. */
    SHUTDOWN_ALREADY
}
