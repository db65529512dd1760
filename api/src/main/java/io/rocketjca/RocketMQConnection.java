package io.rocketjca;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A connection handle: a light token over the client that all connections of a configuration share.
 *
 * <p>Get it, send, close it; closing gives it back to the container's pool and never touches messages under way. Safe for
 * use by many threads, although the container may take it back at the end of a transaction or request.
 */
public interface RocketMQConnection extends AutoCloseable {

    /**
     * Sends a message and waits until a broker has stored it.
     *
     * @param message the message
     * @return the receipt
     * @throws MessagingException as {@link MessageSender#send} throws it, or {@link ConnectionClosedException}
     */
    default SendReceipt send(Message message) {
        return send(message, SendOptions.defaults());
    }

    /**
     * Sends a message and waits until a broker has stored it.
     *
     * @param message the message
     * @param options what else the caller says about this send
     * @return the receipt
     * @throws MessagingException as {@link MessageSender#send} throws it, or {@link ConnectionClosedException}
     */
    SendReceipt send(Message message, SendOptions options);

    /**
     * Sends a message and returns at once. The stage completes on a work thread of the container, without naming context.
     *
     * @param message the message
     * @return a stage that completes with the receipt or fails with a {@link MessagingException}; this method itself throws
     *     nothing
     */
    default CompletionStage<SendReceipt> sendAsync(Message message) {
        return sendAsync(message, SendOptions.defaults());
    }

    /**
     * Sends a message and returns at once.
     *
     * @param message the message
     * @param options what else the caller says about this send, such as where the stage completes
     * @return a stage that completes with the receipt or fails with a {@link MessagingException}; this method itself throws
     *     nothing
     */
    CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options);

    /**
     * Hands a message to the network without waiting for an answer.
     *
     * @param message the message
     * @throws MessagingException as {@link MessageSender#sendOneWay} throws it, or {@link ConnectionClosedException}
     */
    default void sendOneWay(Message message) {
        sendOneWay(message, SendOptions.defaults());
    }

    /**
     * Hands a message to the network without waiting for an answer.
     *
     * @param message the message
     * @param options what else the caller says about this send; its timeout bounds the wait for a route and a connection
     * @throws MessagingException as {@link MessageSender#sendOneWay} throws it, or {@link ConnectionClosedException}
     */
    void sendOneWay(Message message, SendOptions options);

    /**
     * Sends a message as a request and returns at once, as {@link MessageSender#request} does. The stage completes on a work
     * thread of the container, without naming context.
     *
     * @param message the message
     * @param timeout the time in which the reply must be here, the send included; greater than zero
     * @return a stage that completes with the reply or fails with a {@link MessagingException}; this method itself throws
     *     nothing
     */
    default CompletionStage<ReplyMessage> request(Message message, Duration timeout) {
        return request(message, timeout, SendOptions.defaults());
    }

    /**
     * Sends a message as a request and returns at once, as {@link MessageSender#request} does.
     *
     * @param message the message
     * @param timeout the time in which the reply must be here, the send included; greater than zero
     * @param options what else the caller says, such as where the stage completes; a timeout there that is shorter bounds the
     *     send alone
     * @return a stage that completes with the reply or fails with a {@link MessagingException}; this method itself throws
     *     nothing
     */
    CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options);

    /**
     * Sends many messages, in batches where they may travel together, and waits until each has ended.
     *
     * @param messages the messages; may be empty
     * @return one outcome per message, in the order of the messages
     * @throws MessagingException only if this connection cannot send at all: {@link ConnectionClosedException}
     */
    default List<SendOutcome> sendAll(Collection<Message> messages) {
        return sendAll(messages, SendOptions.defaults());
    }

    /**
     * Sends many messages, in batches where they may travel together, and waits until each has ended; {@link
     * MessageSender#sendAll} says more.
     *
     * @param messages the messages; may be empty
     * @param options what else the caller says about these sends; the timeout is one for all of them together
     * @return one outcome per message, in the order of the messages
     * @throws MessagingException only if this connection cannot send at all: {@link ConnectionClosedException}
     */
    List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options);

    /**
     * Sends a message that consumers see only if the application's own work succeeds, as {@link MessageSender#sendInTransaction} tells.
     *
     * @param message the message
     * @param work done once, after the message is stored, on the calling thread
     * @return how it ended
     * @throws MessagingException as {@link MessageSender#sendInTransaction} throws it, or {@link ConnectionClosedException}
     */
    default TransactionResult sendInTransaction(Message message, TransactionWork work) {
        return sendInTransaction(message, work, SendOptions.defaults());
    }

    /**
     * Sends a message that consumers see only if the application's own work succeeds, as {@link MessageSender#sendInTransaction} tells.
     *
     * @param message the message
     * @param work done once, after the message is stored, on the calling thread
     * @param options what else the caller says about this send; its timeout bounds the store, not the work
     * @return how it ended
     * @throws MessagingException as {@link MessageSender#sendInTransaction} throws it, or {@link ConnectionClosedException}
     */
    TransactionResult sendInTransaction(Message message, TransactionWork work, SendOptions options);

    /**
     * Looks a message up at the brokers of its topic, as {@link MessageSender#find} tells.
     *
     * @param topic the topic
     * @param messageId the unique key
     * @return the message, or nothing if every broker answered that it does not hold it
     * @throws IllegalArgumentException if the topic is no legal name or the id is blank
     * @throws MessagingException as {@link MessageSender#find} throws it, or {@link ConnectionClosedException}
     */
    default Optional<StoredMessage> find(String topic, String messageId) {
        return find(topic, messageId, SendOptions.defaults());
    }

    /**
     * Looks a message up at the brokers of its topic, as {@link MessageSender#find} tells.
     *
     * @param topic the topic
     * @param messageId the unique key
     * @param options its timeout bounds the whole search
     * @return the message, or nothing if every broker answered that it does not hold it
     * @throws IllegalArgumentException if the topic is no legal name or the id is blank
     * @throws MessagingException as {@link MessageSender#find} throws it, or {@link ConnectionClosedException}
     */
    Optional<StoredMessage> find(String topic, String messageId, SendOptions options);

    /**
     * Recalls a message that waits for its delivery time, as {@link MessageSender#recall} tells.
     *
     * @param topic the topic
     * @param recallHandle the handle that the receipt told
     * @return the id of the message
     * @throws IllegalArgumentException if the handle is none, or belongs to another topic
     * @throws MessagingException as {@link MessageSender#recall} throws it, or {@link ConnectionClosedException}
     */
    default String recall(String topic, String recallHandle) {
        return recall(topic, recallHandle, SendOptions.defaults());
    }

    /**
     * Recalls a message that waits for its delivery time, as {@link MessageSender#recall} tells.
     *
     * @param topic the topic
     * @param recallHandle the handle that the receipt told
     * @param options its timeout bounds the whole call
     * @return the id of the message
     * @throws IllegalArgumentException if the handle is none, or belongs to another topic
     * @throws MessagingException as {@link MessageSender#recall} throws it, or {@link ConnectionClosedException}
     */
    String recall(String topic, String recallHandle, SendOptions options);

    /**
     * Tells whether this connection can still be used. Reads memory only and never waits.
     *
     * @param seconds ignored: there is nothing to wait for; present because containers look for exactly this method
     * @return {@code true} if the handle is open and its client is running
     */
    boolean isValid(int seconds);

    /** Gives the connection back to the container. Closing it again does nothing. */
    @Override
    void close();
}
