package io.rocketjca.impl.producer;

import io.rocketjca.SendOptions;
import io.rocketjca.impl.config.ProducerConfig;
import io.rocketjca.impl.protocol.Namespace;
import io.rocketjca.impl.protocol.RequestCode;
import io.rocketjca.impl.protocol.SysFlags;
import io.rocketjca.impl.protocol.UniqueIdSource;
import io.rocketjca.impl.time.ReckonedClock;
import io.rocketjca.impl.time.Ticker;

/** What a send under way needs of its pipeline. */
final class SendSteps {

    private final QueueSelector topics;
    private final QueueSelector replyTopics;
    private final AttemptStep attempt;
    private final RetryStep retry;
    private final BrokerJudgement judgement;
    private final Completions completions;
    private final CompletionBurst burst;
    private final InFlightLimit limit;
    private final SendGate gate;
    private final Ticker ticker;
    private final ReckonedClock clock;
    private final UniqueIdSource ids;
    private final SendListener listener;
    private final RememberedTags tags;
    private final long defaultTimeoutNanos;
    private final int compressedFlag;

    SendSteps(ProducerConfig config, SendEnvironment environment) {
        this.topics = selector(config, environment, RequestCode.SEND_MESSAGE_V2);
        this.replyTopics = selector(config, environment, RequestCode.SEND_REPLY_MESSAGE_V2);
        this.attempt = new AttemptStep(config, environment);
        this.retry = new RetryStep(config, environment);
        this.tags = new RememberedTags(new Namespace(config.addressing().namespace()));
        this.judgement =
                new BrokerJudgement(config.routing(), environment.time().ticker());
        this.completions = new Completions(environment.room().fallback());
        this.burst = environment.room().burst();
        this.limit = environment.room().limit();
        this.gate = environment.room().gate();
        this.ticker = environment.time().ticker();
        this.clock = new ReckonedClock(environment.time().wallClock());
        this.ids = environment.ids();
        this.listener = environment.listener();
        this.defaultTimeoutNanos = config.sendTimeout().toNanos();
        this.compressedFlag = SysFlags.compressed(config.body().compressType());
    }

    private static QueueSelector selector(ProducerConfig config, SendEnvironment environment, int requestCode) {
        return new QueueSelector(
                new QueueTemplates(
                        config,
                        environment.brokers().encoding(),
                        environment.brokers().remoting(),
                        environment.brokers().signer(),
                        requestCode),
                config.routing(),
                environment.brokers().faults(),
                environment.random());
    }

    /** The time in which a send with these options must end. */
    long timeoutNanos(SendOptions options) {
        return options.timeout() == null
                ? defaultTimeoutNanos
                : options.timeout().toNanos();
    }

    /** The topics of all messages of a kind: replies go out as another request. */
    QueueSelector topics(boolean reply) {
        return reply ? replyTopics : topics;
    }

    AttemptStep attempt() {
        return attempt;
    }

    RetryStep retry() {
        return retry;
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

    SendGate gate() {
        return gate;
    }

    Ticker ticker() {
        return ticker;
    }

    ReckonedClock clock() {
        return clock;
    }

    UniqueIdSource ids() {
        return ids;
    }

    /** The {@code sysFlag} of compressed bodies. */
    int compressedFlag() {
        return compressedFlag;
    }

    /** Hears of every stored message, or {@code null}. */
    SendListener listener() {
        return listener;
    }

    RememberedTags tags() {
        return tags;
    }
}
