package io.rocketjca;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A message being written, bound to the sender that will send it.
 *
 * <p>For one thread and one message; the methods that describe the message return the draft itself.
 */
public interface MessageDraft {

    /**
     * Sets the tag, by which consumers filter.
     *
     * @param tag the tag
     * @return this draft
     */
    MessageDraft tag(String tag);

    /**
     * Adds a key by which the message can be found.
     *
     * @param key the key; its text is {@code String.valueOf(key)}
     * @return this draft
     */
    MessageDraft key(Object key);

    /**
     * Sets the flag, a number that RocketMQ carries and never reads.
     *
     * @param flag the flag
     * @return this draft
     */
    MessageDraft flag(int flag);

    /**
     * Sets a property of the application's own.
     *
     * @param name the name; not one that RocketMQ reserves
     * @param value the value
     * @return this draft
     */
    MessageDraft property(String name, String value);

    /**
     * Sends the message to one queue and no other.
     *
     * @param brokerName the name of the broker that holds the queue
     * @param queueId the number of the queue within the broker, from 0
     * @return this draft
     * @throws IllegalArgumentException if the name is blank or the number is negative
     */
    MessageDraft queue(String brokerName, int queueId);

    /**
     * Sends the message to the queue of its key, as {@link Message.Builder#orderingKey(String)} tells.
     *
     * @param key the key, for example the id of an order; not blank
     * @return this draft
     */
    MessageDraft orderingKey(String key);

    /**
     * Sends the message to the queue of its key, as {@link Message.Builder#orderingKey(long)} tells.
     *
     * @param key the key
     * @return this draft
     */
    MessageDraft orderingKey(long key);

    /**
     * Asks for what only few messages ask for, such as a delivery time.
     *
     * @param options the options
     * @return this draft
     */
    MessageDraft options(MessageOptions options);

    /**
     * Sets the body.
     *
     * @param body the bytes; not copied, so leave them unchanged until the send has ended
     * @return this draft
     */
    MessageDraft body(byte[] body);

    /**
     * Sets the body to a text in UTF-8.
     *
     * @param text the text
     * @return this draft
     */
    MessageDraft text(String text);

    /**
     * Sets the body to an object as JSON in UTF-8, written by the server's JSON-B on the calling thread.
     *
     * @param payload the object
     * @return this draft
     * @throws IllegalMessageException if JSON-B cannot write the object
     */
    MessageDraft json(Object payload);

    /**
     * Returns the message as described so far.
     *
     * @return an immutable message
     */
    Message message();

    /**
     * Sends the message as {@link MessageSender#send} does, with the same exceptions.
     *
     * @return the receipt
     */
    SendReceipt send();

    /**
     * Sends the message as {@link MessageSender#sendAsync} does.
     *
     * @return the stage of the receipt
     */
    CompletionStage<SendReceipt> sendAsync();

    /** Sends the message as {@link MessageSender#sendOneWay} does, with the same exceptions. */
    void sendOneWay();

    /**
     * Sends the message as a request, as {@link MessageSender#request} does.
     *
     * @param timeout the time in which the reply must be here; greater than zero
     * @return the stage of the reply
     */
    CompletionStage<ReplyMessage> request(Duration timeout);
}
