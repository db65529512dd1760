package io.rocketjca.impl.route;

import io.rocketjca.impl.route.NameServerReply.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Tells why there is no route: the topic, what each name server answered and when, and the hint that fits.
 *
 * @param question what the caller wanted
 * @param waited how long the caller waited
 */
record NoRouteStory(RouteQuestion question, Duration waited) {

    NoRouteException missing(RouteAnswer.Missing answer) {
        return tell(
                answer.replies(),
                "The topic does not exist: create it on a broker, or switch on autoCreateTopic where the brokers allow it.");
    }

    /** The topic is missing, and so is the route of the brokers that could create it. */
    NoRouteException notCreatable(RouteAnswer.Missing answer) {
        return tell(
                answer.replies(),
                "The topic does not exist, and no broker offers to create topics (" + RouteTable.AUTO_CREATE_TOPIC
                        + " has no writable queue): create the topic, or set autoCreateTopicEnable=true on a broker.");
    }

    NoRouteException notWritable(RouteAnswer.Found answer) {
        return tell(
                answer.replies(),
                "The topic exists, but none of its queues is writable on a broker with a master:"
                        + " check that the master brokers run, and the topic's permission.");
    }

    NoRouteException unanswered(List<NameServerReply> replies) {
        return tell(replies, hintFor(replies));
    }

    NoRouteException timeIsUp(List<NameServerReply> replies) {
        return tell(replies, "The caller's time was up. " + hintFor(replies));
    }

    NoRouteException tooManyQuestions() {
        return tell(List.of(), "Too many topics (" + RouteTable.MAX_QUERIES + ") are being asked for at this moment.");
    }

    private static String hintFor(List<NameServerReply> replies) {
        if (replies.isEmpty()) {
            return "No name server had been asked yet: give the send more time.";
        }
        if (any(replies, Kind.NOT_TOLD)) {
            return "The name servers are not known: check nameServerAddressUrl, and that it answers with a line such as"
                    + " mq1:9876;mq2:9876.";
        }
        if (any(replies, Kind.TLS_FAILED)) {
            return "A name server is there, but no encrypted connection to it came about: the words above say what to do.";
        }
        if (all(replies, Kind.UNREACHABLE)) {
            return "No name server can be reached: check that they run, their addresses, DNS and firewalls.";
        }
        if (any(replies, Kind.BROKEN)) {
            return "Something that is no RocketMQ name server answers: check address and port.";
        }
        if (any(replies, Kind.CUT_OFF)) {
            return "The connection ended instead of an answer: check that a RocketMQ name server runs at that address and"
                    + " port, and whether it accepts encrypted connections only (tlsEnabled).";
        }
        if (any(replies, Kind.REFUSED)) {
            return "A name server refused to answer: see its words, and try again when it is ready.";
        }
        if (any(replies, Kind.NO_ROUTE)) {
            return "The topic may not exist, but no second name server has confirmed it.";
        }
        return "The name servers are silent or slow: check that they run, the network, and the send timeout.";
    }

    private static boolean all(List<NameServerReply> replies, Kind kind) {
        return replies.stream().allMatch(reply -> reply.kind() == kind);
    }

    private static boolean any(List<NameServerReply> replies, Kind kind) {
        return replies.stream().anyMatch(reply -> reply.kind() == kind);
    }

    private NoRouteException tell(List<NameServerReply> replies, String hint) {
        String asked = replies.isEmpty()
                ? "none"
                : replies.stream().map(Object::toString).collect(Collectors.joining("; "));
        Throwable cause = replies.stream()
                .map(NameServerReply::cause)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        String text = "No route for topic '" + question.topic() + "' after " + waited.toMillis()
                + " ms. Name servers asked: " + asked + ". " + hint;
        return new NoRouteException(text, cause);
    }
}
