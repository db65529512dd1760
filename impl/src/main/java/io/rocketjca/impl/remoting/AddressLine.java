package io.rocketjca.impl.remoting;

import java.util.concurrent.atomic.AtomicReference;

/** Holds the newest connection to an address until it is closed. */
final class AddressLine extends AtomicReference<NettyConnection> implements Line {

    private static final long serialVersionUID = 1L;

    @Override
    public Connection connected() {
        NettyConnection connection = get();
        return connection != null && connection.open() ? connection : null;
    }
}
