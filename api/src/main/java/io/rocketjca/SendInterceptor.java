package io.rocketjca;

/**
 * Stands around sends: sees, enriches or refuses a message before it leaves, and learns how its send ended.
 *
 * <p>With CDI every bean of this type stands around all sends of the application's {@link MessageSender}s, in the order of
 * {@code jakarta.annotation.Priority}, lowest first; without CDI it comes with {@link SendOptions#withInterceptors}. Called
 * by many threads at once, so it must be thread-safe; it stands in the way of every send, so it should be quick.
 *
 * <p>{@link #before} is called in order, once per send however many attempts follow, and {@link #after} in reverse order for
 * those whose {@code before} returned normally.
 */
public interface SendInterceptor {

    /**
     * Called on the caller's thread before anything of a message is sent; the message has passed the rules of RocketMQ.
     *
     * @param send the send that is about to start
     * @throws SendVetoedException if the message must not be sent; the sender gets this exception. Any other exception ends
     *     the send too, as the cause of a {@code SendVetoedException}
     */
    default void before(SendContext send) {}

    /**
     * Called once when a send has ended: on the caller's thread, or for an asynchronous send where its stage completes, just
     * before it does. What it throws is logged and changes nothing.
     *
     * @param send the same object that {@link #before} was given
     * @param receipt what the sender gets, with the number of attempts it took; {@code null} if the send failed or was
     *     one-way
     * @param failure the exception that the sender gets, which of a {@link SendException} tells every attempt; {@code null}
     *     if the send succeeded, or a one-way message was handed to the network
     */
    default void after(SendContext send, SendReceipt receipt, MessagingException failure) {}
}
