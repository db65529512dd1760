package io.rocketjca.itests.app.transaction;

import io.rocketjca.MessageSender;
import io.rocketjca.MessagingException;
import io.rocketjca.SendReceipt;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.naming.NamingException;

/** Goes through a story in the transaction of the calling thread. */
@ApplicationScoped
public class Steps {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Inject
    private Orders orders;

    @Inject
    private Senders senders;

    @Inject
    private InnerTransaction inner;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transaction;

    /** Whatever fails, ends the story and is told. */
    public void go(Story story) {
        try {
            for (String step : story.steps()) {
                go(step, story);
            }
        } catch (MessagingException failure) {
            story.told().put("failure", failure.toString());
            throw failure;
        } catch (NamingException | SQLException failure) {
            throw new StoryFailure(failure);
        }
    }

    private void go(String step, Story story) throws NamingException, SQLException {
        String[] words = step.split(":", 2);
        switch (words[0]) {
            case "insert" -> orders.insert(story.id());
            case "list" -> story.told().put("ids", String.join(" ", orders.ids()));
            case "send" -> told(step, senders.get(words[1]).send(story.message()), story);
            case "sendAsync" -> sendAsync(senders.get(words[1]), story);
            case "sendOneWay" -> senders.get(words[1]).sendOneWay(story.message());
            case "requiresNew" -> inner.run(story.inner(List.of("insert", "send:joining")), this);
            case "setRollbackOnly" -> transaction.setRollbackOnly();
            case "awaitTimeout" -> awaitTimeout();
            case "throw" -> throw new StoryFailure("as the story goes");
            default -> throw new IllegalArgumentException("No step " + step);
        }
    }

    private static void told(String step, SendReceipt receipt, Story story) {
        story.told().put(step.replace(':', '.'), receipt.status().name());
    }

    /** Nobody waits for the stage: the transaction has to. */
    private static void sendAsync(MessageSender sender, Story story) {
        sender.sendAsync(story.message());
    }

    private void awaitTimeout() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
            if (System.nanoTime() > deadline) {
                throw new StoryFailure("The transaction did not time out");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
