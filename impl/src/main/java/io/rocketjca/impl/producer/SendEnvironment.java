package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.TimeSource;
import java.util.random.RandomGenerator;

/**
 * What all producers of one client instance have in common.
 *
 * @param brokers how brokers are reached
 * @param time the born time of messages, deadlines and delayed attempts
 * @param room the bounds in which their sends are under way
 * @param ids makes the unique keys of messages
 * @param random spreads first queues and pauses; safe for many threads, such as {@link java.util.Random}
 * @param listener hears of every stored message, or {@code null}
 */
public record SendEnvironment(
        BrokerAccess brokers,
        TimeSource time,
        SendRoom room,
        UniqueIdSource ids,
        RandomGenerator random,
        SendListener listener) {

    /** The same with somebody who hears of every stored message. */
    public SendEnvironment listening(SendListener newListener) {
        return new SendEnvironment(brokers, time, room, ids, random, newListener);
    }

    /**
     * The same for the adapter's own messages: they take no room from those of applications, go on when the gate is closed for
     * those, and complete on the event loop.
     */
    public SendEnvironment apart(InFlightLimit ownLimit, SendGate ownGate) {
        SendRoom own = new SendRoom(ownLimit, ownGate, CompletionBurst.ofOne(), Runnable::run);
        return new SendEnvironment(brokers, time, own, ids, random, null);
    }
}
