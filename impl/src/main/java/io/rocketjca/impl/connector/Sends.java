package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What becomes of the messages that an application sends over its connection: one way for each {@code TransactionMode}. */
sealed interface Sends permits ImmediateSends, JoiningSends, AfterCommitSends {

    SendReceipt send(Message message, SendOptions options);

    /** Throws only what was known before anything was sent. */
    CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options);

    void sendOneWay(Message message, SendOptions options);

    List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options);

    CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options);

    /** The refusal of a message that cannot be sent in the transaction that is, or is not, there; nothing was sent. */
    static TransactionStateException refused(Message message, String why) {
        return new TransactionStateException(
                "Message to topic " + (message == null ? null : message.topic()) + " was not sent: " + why);
    }
}
