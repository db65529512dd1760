package io.rocketjca.impl.producer;

import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendAttempt;
import io.rocketjca.SendException;
import io.rocketjca.UncertainException;
import java.util.List;

/**
 * Turns a failed send into the one exception that tells all of it.
 *
 * @param topic the topic
 * @param messageId the unique key, the same in every attempt
 * @param routeSource where the route came from, or {@code null} if there was none
 * @param trail what it went through
 */
record SendStory(String topic, String messageId, String routeSource, SendTrail trail) {

    /** The most attempts that an error text tells one by one; the exception itself lists all. */
    static final int MOST_TOLD = 8;

    /**
     * The exception: uncertain if any attempt may have stored the message; else refused if a broker answered; else not sent.
     */
    SendException exception() {
        List<SendAttempt> attempts = trail.attempts();
        Throwable cause = trail.last() == null ? null : trail.last().cause();
        if (trail.mayBeStored()) {
            return new UncertainException(
                    text("may be stored, but no broker said so: sending it again may duplicate it"),
                    topic,
                    attempts,
                    messageId,
                    cause);
        }
        AttemptFailure.Refused refusal = trail.lastRefusal();
        if (refusal != null) {
            return new RefusedException(
                    text("was refused with " + refusal.words() + ", and is not stored"),
                    topic,
                    attempts,
                    refusal.code(),
                    refusal.remark());
        }
        String notSent = text("was not sent; sending it again cannot duplicate it");
        return trail.onlyOverloaded()
                ? new OverloadException(notSent, topic)
                : new NotSentException(notSent, topic, attempts, cause);
    }

    /**
     * The exception for a half message: whatever a broker may have stored, it will not be committed, so nobody will ever see
     * it.
     */
    SendException exceptionOfHalf() {
        if (!trail.mayBeStored()) {
            return exception();
        }
        Throwable cause = trail.last() == null ? null : trail.last().cause();
        String text =
                text("is not part of the transaction, and will not become visible: no broker said that it is stored."
                        + " Sending it again cannot duplicate it");
        return new NotSentException(text, topic, trail.attempts(), cause);
    }

    private String text(String fate) {
        StringBuilder text = new StringBuilder(256);
        text.append("Message ")
                .append(messageId)
                .append(" to topic ")
                .append(topic)
                .append(' ');
        text.append(fate).append(". ");
        int count = trail.attempts().size();
        text.append(count).append(count == 1 ? " attempt" : " attempts").append(" in ");
        text.append(trail.elapsedMillis()).append(" ms");
        if (trail.ending() != null) {
            text.append(", then ").append(trail.ending());
        }
        if (routeSource != null) {
            text.append("; route from ").append(routeSource);
        }
        appendAttempts(text, trail.attempts());
        appendHint(text);
        return text.toString();
    }

    private static void appendAttempts(StringBuilder text, List<SendAttempt> attempts) {
        int left = Math.max(0, attempts.size() - MOST_TOLD);
        attempts.subList(0, attempts.size() - left)
                .forEach(attempt -> text.append("; ").append(attempt));
        if (left > 0) {
            text.append("; and so on until ").append(attempts.get(attempts.size() - 1));
        }
    }

    private void appendHint(StringBuilder text) {
        if (trail.last() == null) {
            return;
        }
        String address = trail.attempts().get(trail.attempts().size() - 1).brokerAddress();
        String hint = SendHints.after(trail.last(), topic, address);
        if (hint != null) {
            text.append(". Hint: ").append(hint);
        }
    }
}
