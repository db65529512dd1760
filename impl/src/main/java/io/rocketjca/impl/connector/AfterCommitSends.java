package io.rocketjca.impl.connector;

import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.ReplyMessage;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.producer.MessageProducer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps messages until the caller's transaction is committed. */
final class AfterCommitSends implements Sends {

    private final MessageProducer producer;
    private final CallerTransaction caller;

    AfterCommitSends(MessageProducer producer, CallerTransaction caller) {
        this.producer = producer;
        this.caller = caller;
    }

    @Override
    public SendReceipt send(Message message, SendOptions options) {
        keep(message, options);
        return new WaitingReceipt(message.topic());
    }

    @Override
    public CompletionStage<SendReceipt> sendAsync(Message message, SendOptions options) {
        return keep(message, options).minimalCompletionStage();
    }

    @Override
    public void sendOneWay(Message message, SendOptions options) {
        keep(message, options);
    }

    @Override
    public List<SendOutcome> sendAll(Collection<Message> messages, SendOptions options) {
        return messages.stream().map(message -> outcome(message, options)).toList();
    }

    private SendOutcome outcome(Message message, SendOptions options) {
        try {
            return new SendOutcome.Stored(send(message, options));
        } catch (MessagingException refusal) {
            return new SendOutcome.Failed(refusal);
        }
    }

    @Override
    public CompletionStage<ReplyMessage> request(Message message, Duration timeout, SendOptions options) {
        throw Sends.refused(
                message,
                "a request cannot wait for the commit of a transaction, as its caller waits for the reply."
                        + " Send it outside of the transaction, or with the transaction mode IMMEDIATE");
    }

    private CompletableFuture<SendReceipt> keep(Message message, SendOptions options) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        return waiting().add(producer, message, options);
    }

    /** What waits for the commit already. */
    private AfterCommit waiting() {
        if (!caller.active()) {
            throw new TransactionStateException("Nothing was sent: the server does not tell the adapter when the"
                    + " transaction ends, so AFTER_COMMIT is not possible here; use JOIN or IMMEDIATE");
        }
        if (caller.get(AfterCommit.class) instanceof AfterCommit known) {
            return known;
        }
        AfterCommit fresh = new AfterCommit();
        caller.put(AfterCommit.class, fresh);
        return fresh;
    }
}
