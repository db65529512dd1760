package io.rocketjca.impl.producer;

import io.rocketjca.SendStatus;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.remoting.Connection;
import io.rocketjca.impl.remoting.RemotingClient;
import io.rocketjca.impl.route.TopicRoutes;
import io.rocketjca.impl.time.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** After a failed attempt: another one, at once or after a pause, or the end. The same for all modes. */
final class RetryStep {

    /** The longest first pause; a busy broker needs some milliseconds to write what it has. */
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** After so many the pause grows no more: it is at most 640 ms then, and the send timeout ends most sends before. */
    private static final int MOST_DOUBLINGS = 5;

    private final int retries;
    private final boolean staying;
    private final boolean retryNotStoredOk;
    private final BrokerJudgement judgement;
    private final TopicRoutes routes;
    private final RemotingClient remoting;
    private final Timer timer;
    private final RandomGenerator random;

    RetryStep(ProducerConfig config, SendEnvironment environment) {
        this.retries = config.retries();
        this.retryNotStoredOk = config.routing().retryNotStoredOk();
        this.staying = !config.routing().moveToAnotherQueue();
        this.judgement =
                new BrokerJudgement(config.routing(), environment.time().ticker());
        this.routes = environment.brokers().routes();
        this.remoting = environment.brokers().remoting();
        this.timer = environment.time().timer();
        this.random = environment.random();
    }

    /**
     * Whether a message that was stored with this status should go to another broker too: only if so configured, and if there
     * is one that this send has not tried.
     */
    boolean wantsSaferThan(SendStatus status, SendCall call) {
        return status != SendStatus.SEND_OK
                && retryNotStoredOk
                && !(staying && call.message().placed())
                && call.attemptNumber() < Math.min(call.target().brokers(), retries + 1);
    }

    /** Goes on with a send that the caller owns, whose failed attempt is the last on its trail. */
    void afterFailure(SendCall call) {
        SendTrail trail = call.trail();
        RetryDecision decision = RetryDecision.after(trail.last());
        judgement.failed(call.target(), trail.last(), decision);
        if (decision.routeDoubtful()) {
            routes.refresh(call.wireTopic());
        }
        if (decision.connectionSpent()) {
            drain(call.target().address());
        }
        if (call.oneWay() || decision.pace() == RetryDecision.Pace.NEVER || trail.failures() > retries) {
            call.endFailed();
            return;
        }
        Duration remaining = call.remaining();
        if (remaining.isZero() || remaining.isNegative()) {
            trail.end("the deadline passed");
            call.endFailed();
        } else if (decision.pace() == RetryDecision.Pace.AFTER_PAUSE
                || staying && call.message().placed()
                || trail.failures() >= call.target().brokers()) {
            pause(call, remaining);
        } else {
            call.attempt();
        }
    }

    private void drain(String address) {
        Connection connection = remoting.connected(address);
        if (connection != null) {
            connection.drain("the broker said GO_AWAY");
        }
    }

    /** Also when every broker was tried: asking the same one again at once would only burn the attempts. */
    private void pause(SendCall call, Duration remaining) {
        long longest = FIRST_PAUSE_NANOS << Math.min(call.trail().failures() - 1, MOST_DOUBLINGS);
        long jittered = longest / 2 + random.nextLong(longest / 2);
        if (jittered >= remaining.toNanos()) {
            call.trail().end("the deadline was too near for a pause before another attempt");
            call.endFailed();
            return;
        }
        BoundedWait.startWaiting(call);
        timer.once(Duration.ofNanos(jittered), () -> {
            call.steps().gate().waitsNoLonger(call);
            if (call.stopWaiting()) {
                call.attempt();
            }
        });
    }
}
