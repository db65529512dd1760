package io.rocketjca.impl.route;

import java.time.Duration;

/**
 * What one name server answered to one question, or why it did not.
 *
 * @param address the name server
 * @param kind what happened
 * @param words what happened, in words that follow the address
 * @param took the time from asking
 * @param cause the failure behind it, or {@code null}
 */
record NameServerReply(String address, Kind kind, String words, Duration took, Throwable cause) {

    /** What can come of asking a name server. */
    enum Kind {
        /** It told the route. */
        FOUND,
        /** It knows no such topic. */
        NO_ROUTE,
        /** It answered another response code. */
        REFUSED,
        /** It answered something that is no route. */
        BROKEN,
        /** No connection could be made. */
        UNREACHABLE,
        /** It was connected to, but encryption could not be agreed on. */
        TLS_FAILED,
        /** The connection ended instead of an answer: closed by it, or by us because what came was no frame. */
        CUT_OFF,
        /** No answer came in time. */
        SILENT,
        /** There was no name server to ask: the address server has told none. */
        NOT_TOLD
    }

    /** Whether a name server really answered, as opposed to something at its address. */
    boolean proper() {
        return kind == Kind.FOUND || kind == Kind.NO_ROUTE;
    }

    @Override
    public String toString() {
        return address + " " + words + " after " + took.toMillis() + " ms";
    }
}
