package io.rocketjca.impl.connector;

import io.rocketjca.Message;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.producer.MessageProducer;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that one transaction sends after its commit, in their order; used by the transaction's thread. */
final class AfterCommit implements Synchronization {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    /** They are in memory until then. */
    static final int MAX_WAITING = 10_000;

    private final List<Waiting> waiting = new ArrayList<>();

    /** One of them, and the stage that tells how it ended. */
    private record Waiting(
            MessageProducer producer, Message message, SendOptions options, CompletableFuture<SendReceipt> end) {}

    /** Keeps a message until the commit; the stage ends with it, or fails with a rollback. */
    CompletableFuture<SendReceipt> add(MessageProducer producer, Message message, SendOptions options) {
        if (waiting.size() >= MAX_WAITING) {
            throw new TransactionStateException("Message to topic " + message.topic() + " was not taken: " + MAX_WAITING
                    + " messages wait for the commit of this transaction already");
        }
        producer.check(message);
        CompletableFuture<SendReceipt> end = new CompletableFuture<>();
        waiting.add(new Waiting(producer, message, options, end));
        return end;
    }

    @Override
    public void beforeCompletion() {
        // they are sent afterwards
    }

    @Override
    public void afterCompletion(int status) {
        boolean committed = status == Status.STATUS_COMMITTED;
        for (Waiting each : waiting) {
            if (committed) {
                send(each);
            } else {
                each.end()
                        .completeExceptionally(new TransactionStateException("Message to topic "
                                + each.message().topic() + " was not sent: its transaction was rolled back"));
            }
        }
        waiting.clear();
    }

    private static void send(Waiting each) {
        each.producer().sendAsync(each.message(), each.options()).whenComplete((receipt, failure) -> {
            if (failure == null) {
                each.end().complete(receipt);
            } else {
                LOG.error(
                        "message could not be sent after the commit of its transaction topic={} reason={}",
                        each.message().topic(),
                        failure.getMessage());
                each.end().completeExceptionally(failure);
            }
        });
    }
}
