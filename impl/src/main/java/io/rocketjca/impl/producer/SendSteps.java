package io.rocketjca.impl.producer;

import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.Ticker;
import io.rocketjca.impl.time.WallClock;

/** What a send under way needs of its pipeline. */
final class SendSteps {

    private final AttemptStep attempt;
    private final RetryStep retry;
    private final Namespace names;
    private final BrokerJudgement judgement;
    private final Completions completions;
    private final CompletionBurst burst;
    private final InFlightLimit limit;
    private final Ticker ticker;
    private final WallClock clock;
    private final UniqueIdSource ids;
    private final long defaultTimeoutNanos;

    SendSteps(ProducerConfig config, SendEnvironment environment) {
        this.attempt = new AttemptStep(config, environment);
        this.retry = new RetryStep(config, environment);
        this.names = new Namespace(config.addressing().namespace());
        this.judgement = new BrokerJudgement(config.routing(), environment.ticker());
        this.completions = new Completions(environment.fallback());
        this.burst = environment.burst();
        this.limit = environment.limit();
        this.ticker = environment.ticker();
        this.clock = environment.clock();
        this.ids = environment.ids();
        this.defaultTimeoutNanos = config.sendTimeout().toNanos();
    }

    /** The time in which a send with these options must end. */
    long timeoutNanos(SendOptions options) {
        return options.timeout() == null
                ? defaultTimeoutNanos
                : options.timeout().toNanos();
    }

    AttemptStep attempt() {
        return attempt;
    }

    RetryStep retry() {
        return retry;
    }

    Namespace names() {
        return names;
    }

    BrokerJudgement judgement() {
        return judgement;
    }

    Completions completions() {
        return completions;
    }

    CompletionBurst burst() {
        return burst;
    }

    InFlightLimit limit() {
        return limit;
    }

    Ticker ticker() {
        return ticker;
    }

    WallClock clock() {
        return clock;
    }

    UniqueIdSource ids() {
        return ids;
    }
}
