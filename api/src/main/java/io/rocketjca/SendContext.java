package io.rocketjca;

/** One send as its {@link SendInterceptor}s see it. For the thread that calls them. */
public interface SendContext {

    /**
     * Returns the message as it stands: the application's own object until a property is added, then a copy with it.
     *
     * @return an immutable message
     */
    Message message();

    /**
     * Adds a property, or replaces its value, for this send only; the application's message does not change. Only in {@link
     * SendInterceptor#before}.
     *
     * @param name the name; not one that RocketMQ reserves
     * @param value the value
     * @throws IllegalStateException if the send has started already
     */
    void property(String name, String value);

    /**
     * Tells whether the sender will hear nothing of a broker: no receipt, no refusal.
     *
     * @return whether the message is sent one-way
     */
    boolean oneWay();

    /**
     * Returns what kind of message it is for brokers.
     *
     * @return the kind; {@link MessageType#TRANSACTION} if the message is part of a transaction, whatever else it asks for
     */
    MessageType type();

    /**
     * Returns the producer group.
     *
     * @return the group that brokers see
     */
    String producerGroup();

    /**
     * Remembers something until {@link SendInterceptor#after}; shared by all interceptors of the send.
     *
     * @param name any name
     * @param value anything
     */
    void attribute(String name, Object value);

    /**
     * Returns what was remembered.
     *
     * @param name the name it was remembered by
     * @return the value, or {@code null} if there is none
     */
    Object attribute(String name);
}
