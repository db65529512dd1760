package io.rocketjca.impl.transaction;

/** What a broker says when it is asked whether a message is in its store. */
enum Finding {
    FOUND,
    NOT_FOUND,
    /** It does not let us ask, or keeps no index. */
    DENIED,
    /** No answer, or none that can be used. */
    UNKNOWN
}
