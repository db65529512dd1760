package io.rocketjca.impl.transaction;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.MessagingException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendOutcome;
import io.rocketjca.SendReceipt;
import io.rocketjca.TransactionStateException;
import io.rocketjca.impl.producer.MessageProducer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Sends messages as part of one branch: each becomes a half message. */
public final class BranchSends {

    /** The caller waits for the stages itself. */
    private static final CompletionDispatcher AT_ONCE = (completion, fallback) -> completion.run();

    private final Branch branch;
    private final int mostMessages;
    private final BranchTable branches;
    private final TransactionIdentities identities;
    private final TransactionProbe probe;

    BranchSends(
            Branch branch,
            int mostMessages,
            BranchTable branches,
            TransactionIdentities identities,
            TransactionProbe probe) {
        this.branch = branch;
        this.mostMessages = mostMessages;
        this.branches = branches;
        this.identities = identities;
        this.probe = probe;
    }

    /** Sends a message and waits until its half message is stored. */
    public SendReceipt send(MessageProducer producer, ClusterLink link, Message message, SendOptions options) {
        HalfSend plan = enter(link, message, true);
        try {
            return producer.sendHalf(message, options, plan);
        } catch (RuntimeException failure) {
            plan.abandon();
            throw failure;
        } finally {
            plan.leave();
        }
    }

    /** Sends a message and returns at once; the branch waits for it before it votes, and fails with it. */
    public CompletionStage<SendReceipt> sendAsync(
            MessageProducer producer, ClusterLink link, Message message, SendOptions options) {
        return start(producer, message, options, enter(link, message, false));
    }

    private static CompletionStage<SendReceipt> start(
            MessageProducer producer, Message message, SendOptions options, HalfSend plan) {
        CompletionStage<SendReceipt> stage = producer.sendHalfAsync(message, options, plan);
        stage.whenComplete((receipt, failure) -> plan.completed(failure));
        return stage;
    }

    /** Sends all, each as a half message of its own, and waits until each is stored or refused. */
    public List<SendOutcome> sendAll(
            MessageProducer producer, ClusterLink link, Collection<Message> messages, SendOptions options) {
        SendOptions waited = options.interceptors() == null ? options.withCompletions(AT_ONCE) : options;
        List<CompletableFuture<SendReceipt>> stages = new ArrayList<>(messages.size());
        for (Message message : messages) {
            try {
                stages.add(start(producer, message, waited, enter(link, message, true))
                        .toCompletableFuture());
            } catch (MessagingException refusal) {
                stages.add(CompletableFuture.failedFuture(refusal));
            }
        }
        return stages.stream().map(BranchSends::outcome).toList();
    }

    private static SendOutcome outcome(CompletableFuture<SendReceipt> stage) {
        try {
            return new SendOutcome.Stored(stage.join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof MessagingException told) {
                return new SendOutcome.Failed(told);
            }
            throw failure;
        }
    }

    private HalfSend enter(ClusterLink link, Message message, boolean seen) {
        if (message == null) {
            throw new IllegalMessageException("The message is null");
        }
        refuseKind(message);
        String refusal = branch.enter(mostMessages);
        if (refusal != null) {
            throw new TransactionStateException("Message to topic " + message.topic() + " was not sent: " + refusal);
        }
        return new HalfSend(branch, branches, identities, link, message.placed(), seen, probe);
    }

    /** Brokers take these, but would show them too early or never. */
    static void refuseKind(Message message) {
        if (message.options() != null && message.options().ofOwnKind()) {
            throw new IllegalMessageException("The message to topic " + message.topic()
                    + " has a delay, a delivery time, a priority or a lite topic, which brokers ignore or lose inside a"
                    + " transaction: send it after commit, or immediately");
        }
        if (message.reply()) {
            throw new IllegalMessageException("The message to topic " + message.topic()
                    + " is a reply, which cannot wait for a transaction: send it after commit, or immediately");
        }
    }
}
