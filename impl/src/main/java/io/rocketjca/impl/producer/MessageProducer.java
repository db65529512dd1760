package io.rocketjca.impl.producer;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.StoredMessage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends messages for one connection factory: the engine's side of the public face. Thread-safe. */
public interface MessageProducer {

    SendReceipt send(Message message, SendOptions options);

    CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options);

    /**
     * Sends asynchronously with properties that are not the application's.
     *
     * @param added in addition to those of the message, whose rules they need not keep; {@code null} for none
     */
    CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options, Map<String, String> added);

    /**
     * Checks a message that is to be sent later.
     *
     * @throws io.rocketjca.IllegalMessageException if it breaks a rule
     */
    void check(Message message);

    /**
     * Stores a half message, which consumers do not see before its transaction is committed.
     *
     * @param plan hears of every attempt
     * @return the receipt, with the status {@code PENDING_COMMIT}
     */
    SendReceipt sendHalf(Message message, SendOptions options, SendPlan plan);

    /** Stores a half message as {@link #sendHalf} does, and returns at once. */
    CompletionStage<SendReceipt> sendHalfAsync(Message message, SendOptions options, SendPlan plan);

    void sendOneWay(Message message, SendOptions options);

    List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options);

    Optional<StoredMessage> find(String topic, String messageId, SendOptions options);

    String recall(String topic, String recallHandle, SendOptions options);
}
