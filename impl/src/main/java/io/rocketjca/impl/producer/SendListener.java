package io.rocketjca.impl.producer;

/**
 * Hears of every message that a broker has stored, on the event loop before the sender does: so it is quick and throws
 * nothing.
 */
@FunctionalInterface
public interface SendListener {

    void stored(StoredSend send);

    /** A half message was stored, which nobody sees yet; returns who wants to know how it ends. */
    default HalfListener half(StoredSend send) {
        return HalfListener.NONE;
    }
}
