package io.rocketjca.impl.producer;

import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.latency.BrokerCondition;
import io.rocketjca.impl.remoting.CallFailure;
import io.rocketjca.impl.time.Ticker;

/** Tells the conditions of brokers how attempts went, if a producer is configured to avoid faulty brokers. */
final class BrokerJudgement {

    private final boolean judging;
    private final boolean detecting;
    private final Ticker ticker;

    BrokerJudgement(RoutingConfig routing, Ticker ticker) {
        this.judging = routing.avoidFaultyBrokers();
        this.detecting = routing.detectReachability();
        this.ticker = ticker;
    }

    /** A broker stored the message; for the event loop, so it allocates nothing. */
    void stored(SendCall call) {
        if (judging && call.target().condition() != null) {
            call.target().condition().answered(ticker.nanos() - call.attemptStartNanos());
        }
    }

    /**
     * An attempt failed. Only what another broker might do better counts: neither a message that every broker would refuse nor
     * a connection that we filled ourselves is the broker's fault.
     */
    void failed(AttemptTarget target, AttemptFailure failure, RetryDecision decision) {
        BrokerCondition condition = target == null ? null : target.condition();
        if (!judging || condition == null || decision.pace() == RetryDecision.Pace.NEVER) {
            return;
        }
        if (failure instanceof AttemptFailure.Unanswered unanswered) {
            CallFailure.Kind kind = unanswered.failure().kind();
            if (kind != CallFailure.Kind.OVERLOADED) {
                condition.failed(detecting);
            }
        } else if (failure instanceof AttemptFailure.Refused) {
            condition.failed(false);
        }
    }
}
