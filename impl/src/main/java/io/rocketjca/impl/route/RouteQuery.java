package io.rocketjca.impl.route;

import io.rocketjca.impl.protocol.ProtocolException;
import io.rocketjca.impl.protocol.RemotingCommand;
import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.protocol.request.TopicRouteRequest;
import io.rocketjca.impl.protocol.response.TopicRouteData;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.remoting.CommandCall;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.RemotingException;
import io.rocketjca.impl.route.NameServerReply.Kind;
import io.rocketjca.impl.time.Deadline;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * One question for one topic's route on its way from name server to name server, within one deadline.
 *
 * <p>Each name server has an even share of the time that is left before the next one is asked as well; its answer still
 * counts if it comes later. That a topic does not exist is believed when two name servers say so, or the only one that can
 * be asked.
 */
final class RouteQuery {

    /** How many name servers must say that a topic does not exist, if there are so many. */
    private static final int WITNESSES = 2;

    /** The most of a name server's words that an error text repeats. */
    private static final int MAX_REMARK_CHARS = 200;

    private final NameServers servers;
    private final String topic;
    private final Deadline deadline;
    private final Consumer<RouteAnswer> learner;
    /** Set under the lock; empty as long as no name server is known. */
    private volatile List<String> order;

    private final CompletableFuture<RouteAnswer> answer = new CompletableFuture<>();

    /** Guarded by this; held for a few instructions only, never while calling out. */
    private final List<NameServerReply> replies = new ArrayList<>();

    private final Set<Ask> open = new LinkedHashSet<>();
    private int asked;
    private boolean done;

    private volatile Timer.Scheduled end;

    /**
     * @param learner told of the answer before anyone who awaits it
     */
    RouteQuery(NameServers servers, String topic, Deadline deadline, Consumer<RouteAnswer> learner) {
        this.servers = servers;
        this.topic = topic;
        this.deadline = deadline;
        this.learner = learner;
        this.order = servers.inOrder();
    }

    /** Completes when a name server has told the route, when there is none to be had, or at the deadline; never fails. */
    CompletableFuture<RouteAnswer> answer() {
        return answer;
    }

    void start() {
        end = servers.timer().once(left(), this::timeIsUp);
        askNext();
    }

    /** Begins to ask if there were no name servers before. */
    void nameServersKnown() {
        synchronized (this) {
            if (!order.isEmpty()) {
                return;
            }
            order = servers.inOrder();
        }
        askNext();
    }

    /** Whom it asks, or may still ask. */
    List<String> nameServers() {
        return order;
    }

    /** What is known by now, also of name servers that still owe an answer. */
    List<NameServerReply> repliesSoFar() {
        synchronized (this) {
            List<NameServerReply> soFar = new ArrayList<>(replies);
            open.forEach(ask -> soFar.add(ask.silence()));
            if (order.isEmpty()) {
                soFar.add(servers.unknown());
            }
            return soFar;
        }
    }

    private void askNext() {
        Ask ask;
        int others;
        synchronized (this) {
            if (done || asked == order.size()) {
                return;
            }
            ask = new Ask(order.get(asked++));
            others = order.size() - asked;
            open.add(ask);
        }
        ask.start(others);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline.remainingNanos(servers.ticker())));
    }

    private void timeIsUp() {
        RouteAnswer outcome;
        synchronized (this) {
            boolean missing = replies.stream().anyMatch(reply -> reply.kind() == Kind.NO_ROUTE);
            outcome = missing ? new RouteAnswer.Missing(repliesSoFar()) : new RouteAnswer.Failed(repliesSoFar(), true);
        }
        finish(outcome);
    }

    private void ended(Ask ask, NameServerReply reply, TopicRouteData data) {
        RouteAnswer outcome;
        synchronized (this) {
            if (done || !open.remove(ask)) {
                return;
            }
            replies.add(reply);
            outcome = data != null
                    ? new RouteAnswer.Found(data, ask.address, List.copyOf(replies))
                    : outcomeWithoutRoute();
        }
        if (outcome != null) {
            finish(outcome);
        } else if (ask.handOver()) {
            askNext();
        }
    }

    /** The end of the question, or {@code null} if others are still to be heard. */
    private RouteAnswer outcomeWithoutRoute() {
        long deniers =
                replies.stream().filter(reply -> reply.kind() == Kind.NO_ROUTE).count();
        boolean allAsked = asked == order.size();
        if (deniers >= Math.min(WITNESSES, order.size()) || deniers > 0 && allAsked) {
            return new RouteAnswer.Missing(repliesSoFar());
        }
        if (allAsked && open.isEmpty()) {
            boolean outOfTime = replies.stream().anyMatch(reply -> reply.kind() == Kind.SILENT);
            return new RouteAnswer.Failed(List.copyOf(replies), outOfTime);
        }
        return null;
    }

    private void finish(RouteAnswer outcome) {
        List<Ask> left;
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
            left = List.copyOf(open);
            open.clear();
        }
        if (end != null) {
            end.cancel();
        }
        left.forEach(Ask::stopWaiting);
        servers.learn(outcome);
        try {
            learner.accept(outcome);
        } finally {
            answer.complete(outcome);
        }
    }

    /** Stages wrap what they pass on. */
    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A remark without the stack trace or advice that servers like to append. */
    private static String brief(String remark) {
        String line = remark.strip().lines().findFirst().orElse("");
        return line.length() <= MAX_REMARK_CHARS ? line : line.substring(0, MAX_REMARK_CHARS) + "…";
    }

    /** The question put to one name server. */
    private final class Ask {

        private final String address;
        private final long startedAt = servers.ticker().nanos();
        private volatile Timer.Scheduled patience;
        private boolean handedOver;

        private Ask(String address) {
            this.address = address;
        }

        private void start(int others) {
            if (others > 0) {
                patience = servers.timer().once(left().dividedBy(others + 1L), this::outOfPatience);
            }
            servers.remoting().connect(address).whenComplete(this::connected);
        }

        private void connected(Connection connection, Throwable failure) {
            if (failure != null) {
                unreachable(unwrapped(failure));
            } else if (!answer.isDone()) {
                CommandCall call =
                        new CommandCall(new TopicRouteRequest(topic).toCommand(), servers.signer(), deadline);
                call.answer().whenComplete(this::answered);
                connection.call(call);
            }
        }

        private void unreachable(Throwable failure) {
            CallFailure told = failure instanceof RemotingException remoting ? remoting.failure() : null;
            String why = told == null ? failure.toString() : told.reason();
            boolean tls = told != null && told.kind() == CallFailure.Kind.TLS_FAILED;
            end(tls ? Kind.TLS_FAILED : Kind.UNREACHABLE, "cannot be connected to (" + why + ")", failure);
        }

        private void outOfPatience() {
            if (handOver()) {
                askNext();
            }
        }

        /** Whether the next name server is to be asked because of this one; true at most once. */
        private boolean handOver() {
            synchronized (RouteQuery.this) {
                boolean first = !handedOver;
                handedOver = true;
                return first;
            }
        }

        private void stopWaiting() {
            Timer.Scheduled waiting = patience;
            if (waiting != null) {
                waiting.cancel();
            }
        }

        private void answered(RemotingCommand command, Throwable failure) {
            if (failure != null) {
                failed(unwrapped(failure));
            } else if (command.code() == ResponseCode.SUCCESS) {
                read(command.body());
            } else {
                Kind kind = command.code() == ResponseCode.TOPIC_NOT_EXIST ? Kind.NO_ROUTE : Kind.REFUSED;
                String name = ResponseCode.nameOf(command.code());
                String remark = command.remark() == null ? "" : " '" + brief(command.remark()) + "'";
                end(kind, "answered " + name + " (" + command.code() + ")" + remark, null);
            }
        }

        private void read(byte[] body) {
            TopicRouteData data;
            try {
                data = servers.decoder().decode(body);
            } catch (ProtocolException e) {
                end(Kind.BROKEN, "answered something that is no route (" + e.getMessage() + ")", e);
                return;
            }
            stopWaiting();
            ended(this, new NameServerReply(address, Kind.FOUND, "told the route", took(), null), data);
        }

        private void failed(Throwable cause) {
            if (!(cause instanceof RemotingException told)) {
                end(Kind.BROKEN, "gave no usable answer (" + cause + ")", cause);
                return;
            }
            CallFailure failure = told.failure();
            Kind kind =
                    switch (failure.kind()) {
                        case TIMED_OUT -> Kind.SILENT;
                        case BROKEN_ANSWER -> Kind.BROKEN;
                        case CONNECTION_LOST -> Kind.CUT_OFF;
                        default -> Kind.UNREACHABLE;
                    };
            end(kind, "gave no usable answer (" + failure.reason() + ")", failure.cause());
        }

        private void end(Kind kind, String words, Throwable cause) {
            stopWaiting();
            ended(this, new NameServerReply(address, kind, words, took(), cause), null);
        }

        private NameServerReply silence() {
            return new NameServerReply(address, Kind.SILENT, "gave no answer", took(), null);
        }

        private Duration took() {
            return Duration.ofNanos(servers.ticker().nanos() - startedAt);
        }
    }
}
