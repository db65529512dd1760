package io.rocketjca.impl.remoting;

import io.rocketjca.impl.protocol.RemotingCommand;

/** Handles one kind of request that peers push; called on the event loop, must not block. */
@FunctionalInterface
public interface PushedRequestHandler {

    /**
     * Handles a request.
     *
     * @param request valid only during this call
     * @return the answer, which is not sent if the request awaits none; {@code null} if the handler answers by itself
     */
    RemotingCommand handle(Connection connection, InboundFrame request);
}
