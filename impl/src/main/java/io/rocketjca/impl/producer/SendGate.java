package io.rocketjca.impl.producer;

/**
 * Lets sends in until the client instance stops; then none, for ever.
 *
 * <p>To stop: {@link #close()}, then {@link InFlightLimit#awaitEmpty}. A send looks at the gate after it has taken room, so
 * that every message which passes is waited for.
 */
public final class SendGate {

    private volatile boolean open = true;

    /** Refuses all sends from now on. */
    public void close() {
        open = false;
    }

    boolean open() {
        return open;
    }
}
