package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.UncertainException;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import io.rocketjca.impl.remoting.CallFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers that are interrupted, find no room, or write one way. */
@Timeout(30)
class WaitingCallerTest {

    private final SendFixture fixture = new SendFixture();
    private final AtomicBoolean flagWasRestored = new AtomicBoolean();

    @Test
    @Row("RTY-09")
    @Defect("K29")
    void anInterruptAfterTheHandOverIsUncertainAndRestoresTheFlag() throws Exception {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.react(request -> {});
        Throwable failure = interruptedWhile(SendMode.SYNC, () -> fixture.remoting.requests.size() == 1);

        assertThat(failure).isInstanceOf(UncertainException.class).hasMessageContaining("interrupted");
        assertThat(flagWasRestored).isTrue();

        assertThat(fixture.limit.messages())
                .as("room is kept while remoting has the call")
                .isEqualTo(1);
        fixture.remoting.requests.get(0).stored(0);
        assertThat(fixture.limit.messages()).isZero();
        fixture.remoting.requests.get(0).fail(CallFailure.Kind.TIMED_OUT, true);
        assertThat(fixture.limit.messages()).isZero();
        assertThat(fixture.remoting.requests).as("nothing is repeated").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ONE_WAY"})
    @Row("RTY-09")
    void anInterruptWhileConnectingIsNotSentAndNothingIsWrittenLater(SendMode mode) throws Exception {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        var connect = fixture.remoting.holdConnect("a:10911");
        Throwable failure = interruptedWhile(mode, () -> fixture.timer.scheduled() == 1);

        assertThat(failure).isExactlyInstanceOf(NotSentException.class).hasMessageContaining("interrupted");
        assertThat(flagWasRestored).isTrue();

        connect.complete(fixture.remoting.connection("a:10911"));
        assertThat(fixture.remoting.requests).isEmpty();
        assertThat(fixture.limit.messages()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ONE_WAY"})
    void aThreadThatIsInterruptedAlreadySendsNothing(SendMode mode) throws Exception {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            SendPipeline pipeline = fixture.pipeline();
            try {
                if (mode == SendMode.SYNC) {
                    pipeline.send(SendFixture.message(), SendOptions.defaults());
                } else {
                    pipeline.sendOneWay(SendFixture.message(), SendOptions.defaults());
                }
            } catch (NotSentException e) {
                failure.set(e);
                flagWasRestored.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        thread.join();

        assertThat(failure.get()).hasMessageContaining("interrupted before it started");
        assertThat(flagWasRestored).isTrue();
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @Test
    @Defect("K29")
    void anInterruptedWaitForRoomIsNotSent() throws Exception {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        while (fixture.limit.tryAcquire(fixture.limit.need(1))) {
            assertThat(fixture.limit.messages()).isLessThanOrEqualTo(100);
        }
        Throwable failure = interruptedWhile(SendMode.SYNC, fixture.limit::crowded);

        assertThat(failure).isExactlyInstanceOf(NotSentException.class).hasMessageContaining("100 of 100 messages");
        assertThat(flagWasRestored).isTrue();
        assertThat(fixture.limit.messages()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row({"SND-25", "SND-26", "CFG-20", "ERR-16"})
    @Defect("K07")
    void noRoomUntilTheDeadlineIsAnOverload(SendMode mode) {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        SendOptions options = SendOptions.defaults().withTimeout(Duration.ofMillis(1));
        InFlightLimit full = new InFlightLimit(1, 100, fixture.ticker);
        full.tryAcquire(full.need(1));
        SendPipeline pipeline = fixture.pipeline(full);
        CompletableFuture<SendReceipt> end = mode == SendMode.SYNC
                ? SendFixture.inThread(() -> pipeline.send(SendFixture.message(), options))
                : SendFixture.inThread(() -> pipeline.sendAsync(SendFixture.message(), options)
                        .toCompletableFuture()
                        .get());
        while (!full.crowded()) {
            Thread.onSpinWait();
        }
        fixture.ticker.advance(Duration.ofMillis(2));

        Throwable failure = SendFixture.failureOf(end);
        assertThat(mode == SendMode.SYNC ? failure : failure.getCause())
                .isInstanceOf(OverloadException.class)
                .hasMessageContainingAll("1 of 1 messages", "within 1 ms");
        assertThat(fixture.remoting.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    @Row("CFG-20")
    @Defect("K08")
    void withoutWaitingForRoomAnOverloadIsToldAtOnce(SendMode mode) {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new FlowConfig(false, false))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.limit.tryAcquire(fixture.limit.need(100, 1));

        assertThat(SendFixture.failureOf(fixture.send(mode)))
                .isInstanceOf(OverloadException.class)
                .hasMessageContainingAll("100 of 100 messages", "waitForRoom");
        assertThat(fixture.remoting.requests).isEmpty();
        fixture.limit.giveBack(fixture.limit.need(100, 1));
        assertThat(fixture.receipt(mode)).isNotNull();
    }

    @Test
    void withoutWaitingForRoomAFullConnectionEndsAOneWaySendAtOnce() {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new FlowConfig(false, false))
                .build());
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        ScriptedConnection connection = fixture.remoting.connection("a:10911");
        connection.refuseOneWays.set(1);

        assertThat(fixture.failure(SendMode.ONE_WAY)).isInstanceOf(OverloadException.class);
        assertThat(connection.waitsForRoom).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(SendMode.class)
    void onlyACallerThatMayWaitAndWouldGoOnKeepsPaceWithTheEventLoop(SendMode mode) {
        for (boolean mayWait : new boolean[] {false, true}) {
            fixture.config(ProducerConfigs.like(SendFixture.config(2))
                    .with(new FlowConfig(false, mayWait))
                    .build());
            fixture.routes.route(SendFixture.TOPIC, 1, "a");
            ScriptedConnection connection = fixture.remoting.connection("a:10911");
            fixture.receipt(mode);
            assertThat(connection.pauses).hasValue(mayWait && mode != SendMode.SYNC ? 1 : 0);
        }
    }

    @Test
    @Row("SND-04")
    void aOneWaySendCarriesTheOneWayFlagAndAwaitsNoAnswer() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");

        assertThat(fixture.receipt(SendMode.ONE_WAY)).isNull();

        assertThat(fixture.remoting.requests).singleElement().satisfies(request -> {
            assertThat(request.command().isOneWay()).isTrue();
            assertThat(request.call()).isNull();
        });
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void aOneWaySendWaitsWhileTheConnectionIsFull() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        ScriptedConnection connection = fixture.remoting.connection("a:10911");
        connection.refuseOneWays.set(3);

        fixture.receipt(SendMode.ONE_WAY);

        assertThat(connection.waitsForRoom).hasValue(3);
        assertThat(fixture.remoting.requests).hasSize(1);
    }

    @Test
    void aOneWaySendThatFindsNoRoomIsAnOverload() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
        fixture.remoting.connection("a:10911").refuseOneWays.set(3);
        fixture.remoting.connection("a:10911").roomComes = false;

        assertThat(fixture.failure(SendMode.ONE_WAY))
                .isInstanceOf(OverloadException.class)
                .hasMessageContaining("no room on a:10911");
    }

    @Test
    @Row({"SND-04", "RTY-04"})
    void aOneWaySendIsNotRepeated() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a", "b");
        for (String address : new String[] {"a:10911", "b:10911"}) {
            fixture.remoting.connection(address).refuseOneWays.set(1);
            fixture.remoting.connection(address).oneWayFailure = CallFailure.Kind.CONNECTION_LOST;
        }

        assertThat(fixture.failure(SendMode.ONE_WAY)).isExactlyInstanceOf(NotSentException.class);
        assertThat(fixture.remoting.requests).isEmpty();
    }

    private Throwable interruptedWhile(SendMode mode, java.util.function.BooleanSupplier reached) throws Exception {
        SendPipeline pipeline = fixture.pipeline();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                if (mode == SendMode.SYNC) {
                    pipeline.send(SendFixture.message(), SendOptions.defaults());
                } else {
                    pipeline.sendOneWay(SendFixture.message(), SendOptions.defaults());
                }
            } catch (RuntimeException e) {
                failure.set(e);
                flagWasRestored.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        while (!reached.getAsBoolean()) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        return failure.get();
    }
}
