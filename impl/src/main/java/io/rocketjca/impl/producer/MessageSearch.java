package io.rocketjca.impl.producer;

import io.rocketjca.StoredMessage;
import io.rocketjca.impl.protocol.NameRules;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.request.QueryMessageRequest;
import io.rocketjca.impl.route.NoRouteException;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finds a message by its unique key: asks the masters of its topic, all at once, and reads their answers on the calling
 * thread, as bodies may be large.
 */
final class MessageSearch {

    private final BrokerQuestions questions;
    private final Namespace names;
    private final Ticker ticker;
    private final SendGate gate;

    MessageSearch(BrokerQuestions questions, SendEnvironment environment, Namespace names) {
        this.questions = questions;
        this.names = names;
        this.ticker = environment.time().ticker();
        this.gate = environment.room().gate();
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
            return ask(story, questions.brokers(story.wireTopic(), deadline), deadline);
        } catch (NoRouteException e) {
            throw story.failed(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw story.failed("the thread was interrupted while it waited for answers", e);
        }
    }

    private Optional<StoredMessage> ask(SearchStory story, List<TopicBroker> brokers, Deadline deadline)
            throws InterruptedException {
        BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        RemotingCommand question = new QueryMessageRequest(story.wireTopic(), story.messageId()).toCommand();
        for (TopicBroker broker : brokers) {
            questions
                    .ask(broker, question, deadline)
                    .whenComplete((answer, failure) -> replies.add(new Reply(broker, answer, failure)));
        }
        for (int open = brokers.size(); open > 0; open--) {
            Reply reply = replies.take(); // each ends by the deadline
            StoredMessage found = reply.answer() == null
                    ? story.unanswered(reply.broker(), reply.failure())
                    : story.answered(reply.broker(), reply.answer());
            if (found != null) {
                return Optional.of(found);
            }
        }
        story.failIfDoubtful();
        return Optional.empty();
    }

    /** How one broker's part ended: with an answer or a failure. */
    private record Reply(TopicBroker broker, RemotingCommand answer, Throwable failure) {}
}
