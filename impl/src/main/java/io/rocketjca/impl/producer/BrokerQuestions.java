package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.RequestSigner;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.NoRouteException;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicBroker;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks brokers of a topic something that is no send. */
final class BrokerQuestions {

    private final RemotingClient remoting;
    private final RequestSigner signer;
    private final TopicRoutes routes;
    private final Ticker ticker;
    private final Timer timer;

    BrokerQuestions(SendEnvironment environment) {
        this.remoting = environment.brokers().remoting();
        this.signer = environment.brokers().signer();
        this.routes = environment.brokers().routes();
        this.ticker = environment.time().ticker();
        this.timer = environment.time().timer();
    }

    /**
     * The brokers of a topic, asked for at the name servers if none are known; waits for that.
     *
     * @throws NoRouteException if there are none
     */
    List<TopicBroker> brokers(String topic, Deadline deadline) throws InterruptedException {
        List<TopicBroker> known = routes.brokers(topic);
        if (!known.isEmpty()) {
            return known;
        }
        CompletableFuture<PublishQueues> lookup =
                routes.lookup(topic, false, 0, deadline).toCompletableFuture();
        try {
            lookup.get(); // ends by itself at the deadline
        } catch (ExecutionException e) {
            // Brokers that take no messages for the topic any more still hold the old ones.
            if (routes.brokers(topic).isEmpty()) {
                throw new NoRouteException(e.getCause().getMessage(), e.getCause());
            }
        }
        return routes.brokers(topic);
    }

    /** Asks the master of one broker; the answer ends by the deadline, and fails with words that name the reason. */
    CompletableFuture<RemotingCommand> ask(TopicBroker broker, RemotingCommand question, Deadline deadline) {
        CompletableFuture<RemotingCommand> end = new CompletableFuture<>();
        if (!broker.reachable()) {
            end.completeExceptionally(new IllegalStateException("it has no master now"));
            return end;
        }
        Duration left = Duration.ofNanos(Math.max(0, deadline.remainingNanos(ticker)));
        Timer.Scheduled limit =
                timer.once(left, () -> end.completeExceptionally(new IllegalStateException("no answer came in time")));
        CommandCall call = new CommandCall(question, signer, deadline);
        call.answer().whenComplete((answer, failure) -> complete(end, answer, failure));
        remoting.connect(broker.masterAddress()).whenComplete((connection, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
            } else if (!end.isDone()) {
                connection.call(call);
            }
        });
        end.whenComplete((answer, failure) -> limit.cancel());
        return end;
    }

    private static void complete(CompletableFuture<RemotingCommand> end, RemotingCommand answer, Throwable failure) {
        if (failure == null) {
            end.complete(answer);
        } else {
            end.completeExceptionally(failure);
        }
    }
}
