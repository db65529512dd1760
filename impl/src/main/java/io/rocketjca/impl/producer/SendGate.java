package io.rocketjca.impl.producer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets sends in until the client instance stops; then none, for ever. Knows what else a stop must know of sends: which wait for
 * something that will not come any more, and which have failed since.
 *
 * <p>To stop: {@link #close()}, then {@link InFlightLimit#awaitEmpty}, and once nothing is waited for any more {@link
 * #endWaiting}. A send looks at the gate after it has taken room, so that every message which passes is waited for.
 */
public final class SendGate {

    private volatile boolean open = true;
    private volatile boolean over;

    /** Sends between two steps that wait for a route, a connection or a pause; each has its room, so there are not more than fit. */
    private final Set<SendCall> waiting = ConcurrentHashMap.newKeySet();

    private final Undelivered.Count undelivered = new Undelivered.Count();

    /** Refuses all sends from now on. */
    public void close() {
        open = false;
    }

    /** Ends the sends that wait for something: after the connections were closed it will not come, or nobody would tell. */
    public void endWaiting() {
        over = true;
        waiting.forEach(SendCall::stopped);
    }

    /** The messages whose sends have failed since the gate was closed. */
    public Undelivered undelivered() {
        return undelivered.sum();
    }

    boolean open() {
        return open;
    }

    /** A send, still its owner's, is about to wait. */
    void waits(SendCall call) {
        waiting.add(call);
    }

    /** Whether nothing is waited for any more; a send that starts to wait must ask afterwards. */
    boolean over() {
        return over;
    }

    void waitsNoLonger(SendCall call) {
        waiting.remove(call);
    }

    /** A send has failed. */
    void failed(SendCall call) {
        if (!open) {
            undelivered.add(call);
        }
    }
}
