package io.rocketjca.impl.remoting;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's exceptions away from the event loop, and has closed connections forgotten before it is told. */
final class SafeListener implements ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final ConnectionListener listener;
    private final Consumer<Connection> forgetting;

    SafeListener(ConnectionListener listener, Consumer<Connection> forgetting) {
        this.listener = listener;
        this.forgetting = forgetting;
    }

    @Override
    public void opened(Connection connection) {
        try {
            listener.opened(connection);
        } catch (RuntimeException e) {
            failed("opened", connection, e);
        }
    }

    @Override
    public void closed(Connection connection, String reason) {
        forgetting.accept(connection);
        try {
            listener.closed(connection, reason);
        } catch (RuntimeException e) {
            failed("closed", connection, e);
        }
    }

    @Override
    public void pushed(Connection connection, InboundFrame request) {
        try {
            listener.pushed(connection, request);
        } catch (RuntimeException e) {
            failed("pushed", connection, e);
        }
    }

    @Override
    public void burstEnded(Connection connection) {
        try {
            listener.burstEnded(connection);
        } catch (RuntimeException e) {
            failed("burstEnded", connection, e);
        }
    }

    private static void failed(String event, Connection connection, RuntimeException e) {
        LOG.error("connection listener failed event={} address={}", event, connection.address(), e);
    }
}
