package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.NotSentException;
import io.rocketjca.RefusedException;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class RetryTest {

    private final SendFixture fixture = new SendFixture();

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-13", "MSG-09", "SND-08"})
    @Defect("K02")
    void theHeaderIsBuiltAnewForEachAttemptsQueue(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b", "c");
        fixture.remoting.react(request -> request.answer(14, null));

        fixture.failure(mode);

        assertThat(fixture.remoting.requests).hasSize(3).allSatisfy(request -> {
            assertThat(request.address()).isEqualTo(request.ext("n") + ":10911");
            assertThat(request.ext("e")).isEqualTo("0");
        });
        assertThat(fixture.remoting.requests)
                .extracting(request -> request.properties().get("UNIQ_KEY"))
                .containsOnly(fixture.remoting.requests.get(0).properties().get("UNIQ_KEY"));
        assertThat(fixture.remoting.requests)
                .extracting(request -> request.ext("g"))
                .containsOnly(Long.toString(SendFixture.NOW_MILLIS));
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-12", "QSL-03"})
    void asManyAttemptsVisitAsManyBrokersHoweverManyQueuesEachHas(SendMode mode) {
        fixture.config(SendFixture.config(5));
        fixture.routes.route(SendFixture.TOPIC, 8, "a", "b", "c", "d", "e", "f");
        fixture.remoting.react(request -> request.fail(CallFailure.Kind.CONNECTION_LOST, false));

        assertThat(fixture.failure(mode)).isExactlyInstanceOf(NotSentException.class);

        assertThat(fixture.remoting.requests)
                .extracting(ScriptedRequest::address)
                .doesNotHaveDuplicates()
                .hasSize(6);
    }

    @Test
    void withoutRetriesThereIsOneAttempt() {
        fixture.config(SendFixture.config(0));
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> request.answer(2, "[TIMEOUT_CLEAN_QUEUE]"));

        assertThat(fixture.failure(SendMode.ASYNC)).isInstanceOf(RefusedException.class);
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @Test
    @Row({"SND-06", "RTY-13"})
    @Defect("K28")
    void theDeadlineIsTheSameForAllAttempts() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        long start = fixture.ticker.nanos();
        fixture.remoting.react(request -> {
            assertThat(request.call().deadlineNanos() - start)
                    .isEqualTo(Duration.ofSeconds(3).toNanos());
            fixture.ticker.advance(Duration.ofSeconds(1));
            request.answer(14, null);
        });

        assertThat(fixture.failure(SendMode.ASYNC)).isInstanceOf(RefusedException.class);
        assertThat(fixture.remoting.requests).hasSizeBetween(2, 3);
        assertThat(fixture.ticker.nanos() - start)
                .isLessThan(Duration.ofMillis(3500).toNanos());
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"SND-07", "ERR-13"})
    @Defect({"K28", "K34"})
    void noAttemptStartsAfterTheDeadline(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> {
            fixture.ticker.advance(Duration.ofSeconds(4));
            request.fail(CallFailure.Kind.TIMED_OUT, true);
        });

        assertThat(fixture.failure(mode))
                .isInstanceOf(UncertainException.class)
                .hasMessageContainingAll("1 attempt in 4000 ms", "the deadline passed");
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"RTY-10", "RTY-20"})
    @Defect("K03")
    void aTimeoutThatLeavesTimeIsRetried(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.fail(CallFailure.Kind.TIMED_OUT, true);
            } else {
                request.stored(0);
            }
        });

        assertThat(fixture.receipt(mode).attempts()).isEqualTo(2);
    }

    @Test
    @Defect("K04")
    void aBusyBrokerIsFollowedByAShortPause() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> request.answer(2, "[PCBUSY_CLEAN_QUEUE]"));
        CompletableFuture<SendReceipt> end = fixture.send(SendMode.ASYNC);

        assertThat(fixture.remoting.requests).hasSize(1);
        fixture.timer.advance(Duration.ofMillis(9));
        assertThat(fixture.remoting.requests).hasSize(1);
        fixture.timer.advance(Duration.ofMillis(11));
        assertThat(fixture.remoting.requests).hasSize(2);

        assertThat(SendFixture.failureOf(fixture.drive(end)))
                .hasMessageContainingAll("[PCBUSY_CLEAN_QUEUE]", "overloaded");
    }

    @Test
    void aPauseNeverReachesBeyondTheDeadline() {
        fixture.config(SendFixture.config(1000));
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        long start = fixture.ticker.nanos();
        fixture.remoting.react(request -> request.answer(2, null));

        assertThat(fixture.failure(SendMode.ASYNC))
                .hasMessageContainingAll("the deadline was too near", "and so on until #");
        assertThat(fixture.remoting.requests).hasSizeLessThan(50);
        assertThat(fixture.ticker.nanos() - start)
                .isLessThan(Duration.ofMillis(3050).toNanos());
    }

    @Test
    void aBrokerThatGoesAwayIsLeftAtOnceAndItsConnectionIsDrained() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> {
            if (fixture.remoting.requests.size() == 1) {
                request.answer(1500, "going");
            } else {
                request.stored(0);
            }
        });

        CompletableFuture<SendReceipt> end = fixture.send(SendMode.ASYNC);

        assertThat(end).isCompleted();
        List<ScriptedRequest> requests = fixture.remoting.requests;
        assertThat(requests.get(1).address()).isNotEqualTo(requests.get(0).address());
        assertThat(fixture.remoting.connection(requests.get(0).address()).drained)
                .contains("GO_AWAY");
        assertThat(fixture.routes.refreshed).hasSize(1);
    }

    @Test
    void aMissingTopicAsksForAFreshRoute() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        fixture.remoting.react(request -> request.answer(17, null));

        assertThat(fixture.failure(SendMode.ASYNC)).hasMessageContaining("create topic " + SendFixture.TOPIC);
        assertThat(fixture.routes.refreshed).hasSize(3);
    }

    @Test
    @Row("RTE-11")
    void aRetryUsesTheRouteThatIsKnownThen() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> {
            if (request.address().startsWith("a")) {
                fixture.routes.route(SendFixture.TOPIC, 1, "z");
                request.fail(CallFailure.Kind.CONNECTION_LOST, true);
            } else {
                request.stored(0);
            }
        });

        assertThat(fixture.receipt(SendMode.ASYNC).brokerName()).isEqualTo("z");
    }

    @ParameterizedTest
    @EnumSource
    @Row({"SND-07", "ERR-14"})
    void aConnectThatNeverEndsIsCutOffAtTheDeadline(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.holdConnect("a:10911");
        CompletableFuture<SendReceipt> end = fixture.drive(fixture.send(mode));

        assertThat(SendFixture.failureOf(end))
                .isExactlyInstanceOf(NotSentException.class)
                .hasMessageContaining("no connection came before the deadline");
        fixture.remoting.pendingConnects.get("a:10911").complete(fixture.remoting.connection("a:10911"));
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Row("SND-31")
    void aSendWaitsForRouteAndConnection(SendMode mode) {
        CompletableFuture<SendReceipt> end = fixture.send(mode);
        while (fixture.routes.lookups.isEmpty()) {
            Thread.onSpinWait();
        }
        var connect = fixture.remoting.holdConnect("a:10911");
        fixture.routes.lookups.get(0).complete(fixture.routes.route(SendFixture.TOPIC, 1, "a"));
        assertThat(end).isNotDone();
        connect.complete(fixture.remoting.connection("a:10911"));

        fixture.drive(end).join();
        assertThat(fixture.remoting.requests).hasSize(1);
        assertThat(fixture.timer.scheduled()).isZero();
    }
}
