package io.rocketjca.impl.producer;

import io.rocketjca.MessageOptions;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.remoting.RemotingException;
import io.rocketjca.impl.route.MessageQueue;
import io.rocketjca.impl.route.PublishQueues;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Timer;

/** One attempt: finds a route, picks a queue, gets a connection to its broker, and hands the message over. */
final class AttemptStep {

    private final ProducerConfig config;
    private final TopicRoutes routes;
    private final RemotingClient remoting;
    private final Timer timer;
    private final VersionStep versions;

    AttemptStep(ProducerConfig config, SendEnvironment environment) {
        this.config = config;
        this.routes = environment.brokers().routes();
        this.remoting = environment.brokers().remoting();
        this.timer = environment.time().timer();
        this.versions = new VersionStep(environment.brokers().signer());
    }

    /** Starts an attempt of a send that the caller owns, and gives the ownership away. */
    void start(SendCall call) {
        PublishQueues known = call.targets().known(routes);
        if (known != null) {
            towards(call, known);
            return;
        }
        var lookup = routes.lookup(
                call.wireTopic(),
                config.topicCreation().onDemand(),
                config.topicCreation().queues(),
                call.deadline());
        BoundedWait.beginSelfEnding(call, lookup, this::routed);
    }

    private void routed(SendCall call, PublishQueues route, Throwable failure) {
        if (route != null) {
            call.attemptStarts();
            towards(call, route);
        } else {
            call.attemptFailed(new AttemptFailure.Unrouted(failure.getMessage(), failure));
        }
    }

    private void towards(SendCall call, PublishQueues route) {
        AttemptTarget target = call.targets().next(route, call.message(), call.trailOrNull());
        call.aim(target);
        String address = target.address();
        if (address == null) {
            call.attemptFailed(new AttemptFailure.QueueAway(away(target.queue())));
            return;
        }
        Connection connection = target.line().connected();
        if (connection != null) {
            hand(call, connection);
        } else {
            BoundedWait.begin(call, timer, remoting.connect(address), this::connected);
        }
    }

    private void hand(SendCall call, Connection connection) {
        MessageOptions options = call.message().options();
        if (options == null) {
            call.handTo(connection);
        } else {
            versions.hand(call, connection, options);
        }
    }

    private static String away(MessageQueue queue) {
        return "queue " + queue.queueId()
                + ", which the message must go to, cannot be written to: the broker is away, has"
                + " no master, or has no such writable queue";
    }

    private void connected(SendCall call, Connection connection, Throwable failure) {
        if (connection != null) {
            hand(call, connection);
        } else if (failure instanceof RemotingException told) {
            call.attemptFailed(new AttemptFailure.Unanswered(told.failure()));
        } else {
            String reason = failure == null ? "no connection came before the deadline" : "cannot connect: " + failure;
            call.attemptFailed(new AttemptFailure.Unanswered(
                    new CallFailure(CallFailure.Kind.NOT_CONNECTED, false, reason, failure)));
        }
    }
}
