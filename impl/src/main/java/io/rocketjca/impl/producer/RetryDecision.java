package io.rocketjca.impl.producer;

import io.rocketjca.impl.protocol.ResponseCode;
import io.rocketjca.impl.remoting.CallFailure;

/**
 * What follows from a failed attempt, apart from the number of attempts and the time that are left. The reasons are in
 * {@code docs/adr/0003-what-is-retried.md}.
 *
 * @param pace whether and when to try again
 * @param routeDoubtful whether the topic's route should be asked for again
 * @param connectionSpent whether the connection takes no more requests, although it is open
 */
record RetryDecision(Pace pace, boolean routeDoubtful, boolean connectionSpent) {

    /** Whether and when to try again. */
    enum Pace {
        NEVER,
        AT_ONCE,
        AFTER_PAUSE
    }

    private static final RetryDecision NEVER = new RetryDecision(Pace.NEVER, false, false);
    private static final RetryDecision AT_ONCE = new RetryDecision(Pace.AT_ONCE, false, false);
    private static final RetryDecision AT_ONCE_WITH_FRESH_ROUTE = new RetryDecision(Pace.AT_ONCE, true, false);
    private static final RetryDecision AT_ONCE_ELSEWHERE = new RetryDecision(Pace.AT_ONCE, true, true);
    private static final RetryDecision AFTER_PAUSE = new RetryDecision(Pace.AFTER_PAUSE, false, false);
    private static final RetryDecision AFTER_PAUSE_WITH_FRESH_ROUTE = new RetryDecision(Pace.AFTER_PAUSE, true, false);

    static RetryDecision after(AttemptFailure failure) {
        if (failure instanceof AttemptFailure.Refused refused) {
            return refused.accessDenied() ? NEVER : afterCode(refused.code());
        }
        if (failure instanceof AttemptFailure.Unanswered unanswered) {
            return afterSilence(unanswered.failure().kind());
        }
        if (failure instanceof AttemptFailure.StoredUnsafely) {
            return AT_ONCE;
        }
        if (failure instanceof AttemptFailure.Unfit) {
            return AT_ONCE; // brokers of one cluster may differ while it is being updated
        }
        return failure instanceof AttemptFailure.QueueAway ? AFTER_PAUSE_WITH_FRESH_ROUTE : NEVER;
    }

    private static RetryDecision afterCode(int code) {
        return switch (code) {
            case ResponseCode.SYSTEM_BUSY -> AFTER_PAUSE;
            case ResponseCode.SYSTEM_ERROR,
                    ResponseCode.SERVICE_NOT_AVAILABLE,
                    ResponseCode.NO_BUYER_ID,
                    ResponseCode.NOT_IN_CURRENT_UNIT -> AT_ONCE;
            case ResponseCode.TOPIC_NOT_EXIST, ResponseCode.NOT_LEADER_FOR_QUEUE -> AT_ONCE_WITH_FRESH_ROUTE;
            case ResponseCode.GO_AWAY -> AT_ONCE_ELSEWHERE;
            default -> NEVER;
        };
    }

    private static RetryDecision afterSilence(CallFailure.Kind kind) {
        return switch (kind) {
            case NOT_CONNECTED, TLS_FAILED, CONNECTION_LOST -> AT_ONCE_WITH_FRESH_ROUTE;
            case TIMED_OUT -> AT_ONCE;
            case OVERLOADED -> AFTER_PAUSE;
            case NOT_ENCODED, STOPPING, BROKEN_ANSWER -> NEVER;
        };
    }
}
