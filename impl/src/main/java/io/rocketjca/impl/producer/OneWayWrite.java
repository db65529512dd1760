package io.rocketjca.impl.producer;

import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;

/**
 * The last step of a one-way send, on its caller's thread: appends to the connection, and waits while that is full, so that
 * a tight loop goes at the pace of the network instead of filling the heap.
 */
final class OneWayWrite {

    private OneWayWrite() {}

    /** Returns once the message is appended; throws the exception of the send otherwise, at once if it must not wait. */
    static void write(SendCall call, Connection connection, boolean mayWait) {
        CallFailure failure = connection.sendOneWay(call);
        while (failure != null) {
            if (failure.kind() != CallFailure.Kind.OVERLOADED || !mayWait || !awaitRoom(call, connection)) {
                throw call.notWritten(failure);
            }
            failure = connection.sendOneWay(call);
        }
        if (mayWait) {
            connection.keepPace();
        }
    }

    private static boolean awaitRoom(SendCall call, Connection connection) {
        try {
            return connection.awaitRoom(call.deadlineNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.trail().end("the thread was interrupted while it waited for room");
            return false;
        }
    }
}
