package io.rocketjca;

/**
 * The proof that a broker stored a message.
 *
 * <p>Receipts are immutable and safe to share between threads. Their texts are made when asked for.
 */
public interface SendReceipt {

    /**
     * Returns the unique key that this client gave the message, by which consumers see and find it.
     *
     * @return 32 hexadecimal digits (56 when the client's address is IPv6)
     */
    String messageId();

    /**
     * Returns the id that the broker gave the stored copy: its store host and commit-log offset.
     *
     * @return hexadecimal digits, or {@code null} if the broker named none
     */
    String offsetMessageId();

    /**
     * Returns the topic.
     *
     * @return the topic the message is stored under
     */
    String topic();

    /**
     * Returns the broker.
     *
     * @return the name of the broker that stored the message
     */
    String brokerName();

    /**
     * Returns the queue.
     *
     * @return the id of the message queue within the broker, from 0
     */
    int queueId();

    /**
     * Returns the position in the queue.
     *
     * @return the offset of the message in its queue, from 0, or -1 if the broker named none
     */
    long queueOffset();

    /**
     * Returns how safely the message is stored.
     *
     * @return the status that the broker answered
     */
    SendStatus status();

    /**
     * Returns how many attempts it took.
     *
     * @return the number of the attempt that succeeded, from 1
     */
    int attempts();

    /**
     * Returns with what a message that waits for its delivery time can be recalled.
     *
     * @return the handle for {@link MessageSender#recall}, or {@code null} for every other message, and from brokers before 5.3.3
     */
    default String recallHandle() {
        return null;
    }
}
