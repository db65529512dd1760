package io.rocketjca.impl.remoting;

/** Told of connections as they come and go, and of requests that peers push; called on the event loop, must not block. */
public interface ConnectionListener {

    /** A connection was opened; called before anyone who awaits it. */
    void opened(Connection connection);

    void closed(Connection connection, String reason);

    /**
     * A peer sent a request of its own.
     *
     * @param request valid only during this call
     */
    void pushed(Connection connection, InboundFrame request);

    /** A burst of answers, timeouts or failures was handled: the moment to wake in one go those who wait for them. */
    default void burstEnded(Connection connection) {}
}
