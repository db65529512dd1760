package io.rocketjca.itests.broker;

import java.util.concurrent.atomic.AtomicInteger;

/** What is to happen to the next send requests of a broker instead of the ordinary. */
final class SendFault {

    /** What can happen to a send request. */
    enum Mode {
        /** Nothing unusual. */
        PASS,
        /** Refuse with a response code. */
        CODE,
        /** Store, but answer with a response code. */
        AFTER,
        /** Neither store nor answer. */
        SILENT,
        /** Store, but do not answer. */
        MUTE,
        /** Cut the connection instead of storing. */
        CLOSE,
        /** Store after so many milliseconds. */
        DELAY
    }

    private final Mode mode;
    private final int number;
    private final AtomicInteger left;

    private SendFault(Mode mode, int number, int requests) {
        this.mode = mode;
        this.number = number;
        this.left = new AtomicInteger(requests);
    }

    /** A fault for so many requests, after which everything passes. */
    static SendFault of(String mode, int number, int requests) {
        return new SendFault(Mode.valueOf(mode), number, requests);
    }

    Mode nextMode() {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? mode : Mode.PASS;
    }

    int number() {
        return number;
    }
}
