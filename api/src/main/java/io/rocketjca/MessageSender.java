package io.rocketjca;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages to RocketMQ: what an application injects.
 *
 * <p>Safe for use by many threads; never closed by the application. Each call takes a connection from the container's pool
 * and gives it back. Every method throws {@link ConnectionFactoryUnavailableException} if no connection can be had, except
 * {@link #sendAsync} and {@link #request}, which fail their stages instead.
 */
public interface MessageSender {

    /**
     * Sends a message and waits until a broker has stored it.
     *
     * @param message the message
     * @return the receipt; its {@linkplain SendReceipt#status() status} says how safely the message is stored
     * @throws IllegalMessageException if the message breaks a rule; nothing was sent
     * @throws SendVetoedException if an interceptor did not let it pass; nothing was sent
     * @throws NotSentException if the message certainly did not reach a broker, also if the waiting thread was interrupted
     *     before anything was written (its interrupt flag is set again)
     * @throws RefusedException if a broker answered that it did not store the message
     * @throws UncertainException if the message may be stored
     */
    SendReceipt send(Message message);

    /**
     * Sends a message and returns at once.
     *
     * <p>The stage completes on a thread of the application's default managed executor, with its naming context and class
     * loader, and without a transaction; it always completes within the send timeout. The application cannot complete or
     * cancel it.
     *
     * @param message the message
     * @return a stage that completes with the receipt, or fails with any exception that {@link #send} throws; this method
     *     itself throws nothing
     */
    CompletionStage<SendReceipt> sendAsync(Message message);

    /**
     * Hands a message to the network without waiting for an answer: no receipt, no retry, and no word of a broker that
     * refuses it.
     *
     * @param message the message
     * @throws IllegalMessageException if the message breaks a rule; nothing was sent
     * @throws SendVetoedException if an interceptor did not let it pass; nothing was sent
     * @throws NotSentException if the message could not be handed to a connection
     */
    void sendOneWay(Message message);

    /**
     * Sends a message as a request, and returns at once; a consumer of the topic answers it with a message of its own, which
     * comes back to this client alone.
     *
     * <p>The stage completes once and on the same threads as that of {@link #sendAsync}: with the reply; or with a {@link
     * ReplyTimeoutException}; or, as soon as that is known, with the exception of the send, which {@link #send} would throw.
     * After an {@link UncertainException} the request may have been handled all the same. A reply that comes later is dropped.
     *
     * @param message the message
     * @param timeout the time in which the reply must be here, the send included; greater than zero
     * @return the stage of the reply; it may also fail with {@link NoReplyException}; this method itself throws nothing
     */
    CompletionStage<ReplyMessage> request(Message message, Duration timeout);

    /**
     * Sends many messages and waits until each has ended. Messages that may travel together go in batches, one request each,
     * which costs far less than one request per message.
     *
     * <p>A batch holds messages of one topic, with one queue or one ordering key if they have any, and all compressed or all
     * not; it is cut where it would exceed {@code maxMessageBytes}. It is stored or refused as a whole. Messages with a
     * queue or an ordering key of their own keep their order: once one of them has failed on its way, those after it to the
     * same queue, or of the same key, are not sent.
     *
     * @param messages the messages, perhaps to several topics; may be empty
     * @return one outcome per message, in the order of the messages. What would be thrown by {@link #send} is found there: a
     *     message that breaks a rule fails alone, and all have ended within one send timeout
     * @throws NullPointerException if the collection is {@code null}
     */
    List<SendOutcome> sendAll(Collection<Message> messages);

    /**
     * Sends a message that consumers see only if the application's own work succeeds: stores it, does the work, and ends it as the work
     * says. For work outside of JTA; inside a JTA transaction {@link #send} does this by itself.
     *
     * <p>If the work does not know, throws, or the server dies, the broker asks the {@link TransactionChecker} of the connection
     * factory after some seconds, again and again. Without a checker the message stays unseen.
     *
     * @param message the message; without delay, delivery time, priority or lite topic
     * @param work done once, after the message is stored, on the calling thread; it holds a pooled connection meanwhile
     * @return how it ended
     * @throws TransactionStateException if the thread is in a JTA transaction; nothing was sent
     * @throws MessagingException as {@link #send} throws it; then the work was not done, and the message is never seen
     */
    TransactionResult sendInTransaction(Message message, TransactionWork work);

    /**
     * Looks a message up at the brokers: resolves an {@link UncertainException}.
     *
     * <p>All brokers that the topic's route names now are asked, and while one that it named within the last hour is away, the
     * question stays open, unless another broker holds the message. Brokers make a message findable some milliseconds after they
     * stored it, and a message that waits for its delivery time, only when that has come. So an empty result means that the
     * message is not there now: wait a moment before taking it for lost, and ask again.
     *
     * @param topic the topic
     * @param messageId the unique key, as a receipt or an exception tells it
     * @return the message, or nothing if every broker answered that it does not hold it
     * @throws IllegalArgumentException if the topic is no legal name or the id is blank
     * @throws QueryFailedException if a broker denied the question or gave no usable answer, and no other holds the message
     */
    Optional<StoredMessage> find(String topic, String messageId);

    /**
     * Recalls a message that waits for its delivery time, so that consumers never see it. Brokers do so only if they are
     * configured to (recallMessageEnable).
     *
     * @param topic the topic
     * @param recallHandle the handle that the {@linkplain SendReceipt#recallHandle() receipt} told
     * @return the id of the message; that it was still waiting is not certain: its time may just have come
     * @throws IllegalArgumentException if the handle is none, or belongs to another topic
     * @throws RecallFailedException if the broker refused or did not answer
     */
    String recall(String topic, String recallHandle);

    /**
     * Starts a message in one fluent line, for example
     * {@code sender.to("orders").tag("created").key(id).json(order).send()}.
     *
     * @param topic the topic
     * @return a draft of a message to that topic
     */
    MessageDraft to(String topic);

    /**
     * Starts the reply to a received request, for example {@code sender.replyTo(properties).json(answer).send()}.
     *
     * @param requestProperties all properties of the received request
     * @return a draft of a reply
     * @throws IllegalMessageException as {@link Message#replyTo} throws it
     */
    MessageDraft replyTo(Map<String, String> requestProperties);

    /**
     * Starts a message to the topic that {@code @SenderConfig(topic = …)} names at the injection point.
     *
     * @return a draft of a message to that topic
     * @throws IllegalStateException if the injection point names no topic
     */
    MessageDraft toDefaultTopic();
}
