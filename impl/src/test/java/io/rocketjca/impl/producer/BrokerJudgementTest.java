package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.config.RoutingConfig;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What sends tell about brokers, and what they do not. */
@Timeout(30)
class BrokerJudgementTest {

    private final SendFixture fixture = new SendFixture();

    @BeforeEach
    void oneBrokerAndNoRetry() {
        fixture.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new RoutingConfig(false, false, true, true, false))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "14, true", "17, true", "1500, true", "13, false", "16, false", "29, false"})
    @Row("FLT-06")
    void aRefusalCountsUnlessEveryBrokerWouldRefuse(int code, boolean counts) {
        fixture.remoting.react(request -> request.answer(code, null));

        fixture.failure(SendMode.SYNC);

        assertThat(available()).isEqualTo(!counts);
        assertThat(fixture.faults.of("a").reachable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_CONNECTED", "CONNECTION_LOST", "TIMED_OUT"})
    @Row({"FLT-06", "FLT-13", "FLT-14", "RTY-14", "RTY-16"})
    void aBrokerThatCannotBeReachedIsAvoidedUntilSomebodyReachesIt(CallFailure.Kind kind) {
        fixture.remoting.react(request -> request.fail(kind, true));

        fixture.failure(SendMode.ASYNC);

        assertThat(available()).isFalse();
        assertThat(fixture.faults.of("a").reachable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"OVERLOADED", "NOT_ENCODED", "STOPPING"})
    @Row("FLT-06")
    void whatIsOurOwnFaultDoesNotCount(CallFailure.Kind kind) {
        fixture.remoting.react(request -> request.fail(kind, false));

        fixture.failure(SendMode.ASYNC);

        assertThat(available()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"549, true", "550, false"})
    @Row({"FLT-11", "FLT-13"})
    void aSlowAnswerCounts(long millis, boolean stillAvailable) {
        fixture.remoting.react(request -> {
            fixture.ticker.advance(Duration.ofMillis(millis));
            request.stored(0);
        });

        fixture.receipt(SendMode.ASYNC);

        assertThat(available()).isEqualTo(stillAvailable);
    }

    @Test
    void theWaitForARouteIsNotTheBrokersFault() {
        SendFixture fresh = new SendFixture();
        fresh.config(ProducerConfigs.like(SendFixture.config(0))
                .with(new RoutingConfig(false, false, true, false, false))
                .build());
        CompletableFuture<SendReceipt> end = fresh.send(SendMode.ASYNC);
        fresh.ticker.advance(Duration.ofSeconds(2));
        fresh.routes.lookups.get(0).complete(fresh.routes.route(SendFixture.TOPIC, 1, "a"));

        fresh.drive(end).join();
        assertThat(fresh.faults.of("a").available(fresh.ticker.nanos())).isTrue();
    }

    @Test
    void theSecondAttemptIsJudgedByItsOwnTime() {
        fixture.config(ProducerConfigs.like(SendFixture.config(1))
                .with(new RoutingConfig(false, false, true, false, false))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                fixture.ticker.advance(Duration.ofSeconds(2));
                request.fail(CallFailure.Kind.CONNECTION_LOST, true);
            } else {
                request.stored(0);
            }
        });

        String stored = fixture.receipt(SendMode.SYNC).brokerName();
        assertThat(fixture.faults.of(stored).available(fixture.ticker.nanos())).isTrue();
        assertThat(fixture.faults.of(stored.equals("a") ? "b" : "a").available(fixture.ticker.nanos()))
                .isFalse();
    }

    private boolean available() {
        return fixture.faults.of("a").available(fixture.ticker.nanos());
    }
}
