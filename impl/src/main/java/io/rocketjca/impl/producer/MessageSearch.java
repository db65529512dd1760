package io.rocketjca.impl.producer;

import io.rocketjca.StoredMessage;
import io.rocketjca.impl.protocol.NameRules;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.request.QueryMessageRequest;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finds a message by its unique key: asks the masters of its topic, all at once, and reads their answers on the calling
 * thread, as bodies may be large.
 */
final class MessageSearch {

    private final Namespace names;
    private final RemotingClient remoting;
    private final TopicRoutes routes;
    private final Ticker ticker;
    private final Timer timer;
    private final SendGate gate;

    MessageSearch(SendEnvironment environment, Namespace names) {
        this.names = names;
        this.remoting = environment.remoting();
        this.routes = environment.routes();
        this.ticker = environment.ticker();
        this.timer = environment.timer();
        this.gate = environment.gate();
    }

    /** The message, or nothing if every broker answered that it does not hold it. */
    Optional<StoredMessage> find(String topic, String messageId, Duration timeout) {
        String problem = NameRules.topicProblem(topic);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (messageId == null || messageId.isBlank()) {
            throw new IllegalArgumentException("The message id is " + (messageId == null ? "null" : "blank"));
        }
        SearchStory story = new SearchStory(topic, names.topic(topic), messageId);
        if (!gate.open()) {
            throw story.failed("the resource adapter is stopping", null);
        }
        Deadline deadline = Deadline.after(ticker, timeout);
        try {
            return ask(story, brokers(story, deadline), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw story.failed("the thread was interrupted while it waited for answers", e);
        }
    }

    private List<TopicBroker> brokers(SearchStory story, Deadline deadline) throws InterruptedException {
        List<TopicBroker> known = routes.brokers(story.wireTopic());
        if (!known.isEmpty()) {
            return known;
        }
        CompletableFuture<PublishQueues> lookup =
                routes.lookup(story.wireTopic(), false, 0, deadline).toCompletableFuture();
        try {
            lookup.get(); // ends by itself at the deadline
        } catch (ExecutionException e) {
            // Brokers that take no messages for the topic any more may still hold this one.
            if (routes.brokers(story.wireTopic()).isEmpty()) {
                throw story.failed(e.getCause().getMessage(), e.getCause());
            }
        }
        return routes.brokers(story.wireTopic());
    }

    private Optional<StoredMessage> ask(SearchStory story, List<TopicBroker> brokers, Deadline deadline)
            throws InterruptedException {
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        Duration left = Duration.ofNanos(Math.max(0, deadline.remainingNanos(ticker)));
        Timer.Scheduled limit = timer.once(left, () -> replies.add(Reply.TIME_IS_UP));
        try {
            brokers.forEach(broker -> ask(story, broker, deadline, replies));
            for (int open = brokers.size(); open > 0; open--) {
                Reply reply = replies.take();
                if (reply == Reply.TIME_IS_UP) {
                    throw story.failed(open + " of " + brokers.size() + " brokers did not answer in time", null);
                }
                StoredMessage found = reply.answer() == null
                        ? story.unanswered(reply.broker(), reply.failure())
                        : story.answered(reply.broker(), reply.answer());
                if (found != null) {
                    return Optional.of(found);
                }
            }
        } finally {
            limit.cancel();
        }
        story.failIfDoubtful();
        return Optional.empty();
    }

    private void ask(SearchStory story, TopicBroker broker, Deadline deadline, BlockingQueue<Reply> replies) {
        if (!broker.reachable()) {
            replies.add(new Reply(broker, null, new IllegalStateException("it has no master now")));
            return;
        }
        CommandCall question =
                new CommandCall(new QueryMessageRequest(story.wireTopic(), story.messageId()).toCommand(), deadline);
        question.answer().whenComplete((answer, failure) -> replies.add(new Reply(broker, answer, failure)));
        remoting.connect(broker.masterAddress()).whenComplete((connection, failure) -> {
            if (failure != null) {
                replies.add(new Reply(broker, null, failure));
            } else {
                connection.call(question);
            }
        });
    }

    /** How one broker's part ended: with an answer or a failure. */
    private record Reply(TopicBroker broker, RemotingCommand answer, Throwable failure) {

        private static final Reply TIME_IS_UP = new Reply(null, null, null);
    }
}
