package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.IllegalMessageException;
import io.rocketjca.Message;
import io.rocketjca.RefusedException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.behaviour.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where and by whom the stage of an asynchronous send is completed. */
@Timeout(30)
class CompletionTest {

    private final SendFixture fixture = new SendFixture();
    private final List<Runnable> queue = new ArrayList<>();

    @BeforeEach
    void routeTheTopic() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
    }

    @Test
    @Row("SND-03")
    void theDispatcherOfTheCallCompletesTheStage() {
        CompletionStage<SendReceipt> stage = sendAsync((completion, fallback) -> queue.add(completion));
        CompletableFuture<SendReceipt> copy = stage.toCompletableFuture();
        assertThat(copy).isNotDone();

        queue.get(0).run();
        queue.get(0).run();

        assertThat(copy).isCompleted();
    }

    @Test
    @Row("SND-03")
    void withoutDispatcherTheFallbackCompletesTheStage() {
        fixture.fallback(queue::add);
        CompletableFuture<SendReceipt> copy = sendAsync(null).toCompletableFuture();
        assertThat(copy).isNotDone();

        queue.get(0).run();

        assertThat(copy).isCompleted();
    }

    @Test
    void aDispatcherMayHandOnToTheFallback() {
        fixture.fallback(queue::add);
        CompletableFuture<SendReceipt> copy = sendAsync((completion, fallback) -> fallback.execute(completion))
                .toCompletableFuture();

        queue.get(0).run();

        assertThat(copy).isCompleted();
    }

    @Test
    void aDispatcherThatThrowsLosesNothing() {
        CompletableFuture<SendReceipt> copy = sendAsync((completion, fallback) -> {
                    throw new IllegalStateException("undeployed");
                })
                .toCompletableFuture();

        assertThat(copy).isCompleted();
    }

    @Test
    @Row("LIF-29")
    void ifEveryExecutorRefusesTheStageStillCompletes() throws Exception {
        fixture.fallback(completion -> {
            throw new RejectedExecutionException("stopping");
        });
        CompletableFuture<SendReceipt> done = sendAsync((completion, fallback) -> {
                    throw new RejectedExecutionException("gone");
                })
                .toCompletableFuture();

        assertThat(done.get(10, TimeUnit.SECONDS).attempts()).isEqualTo(1);
    }

    @Test
    void theApplicationCannotCompleteTheStage() {
        CompletionStage<SendReceipt> stage = sendAsync((completion, fallback) -> queue.add(completion));
        CompletableFuture<SendReceipt> cast = (CompletableFuture<SendReceipt>) stage;

        assertThat(cast.complete(null)).isFalse();
        assertThat(cast.completeExceptionally(new IllegalStateException())).isFalse();
        assertThat(cast.cancel(true)).isFalse();
        assertThatThrownBy(() -> cast.obtrudeValue(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cast.obtrudeException(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cast.completeAsync(() -> null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cast.completeAsync(() -> null, Runnable::run))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cast.orTimeout(1, TimeUnit.NANOSECONDS))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cast.completeOnTimeout(null, 1, TimeUnit.NANOSECONDS))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(stage.toCompletableFuture().complete(null)).isTrue();
        assertThat(stage.thenApply(receipt -> receipt).toCompletableFuture().cancel(true))
                .isTrue();
        assertThat(cast).isNotDone();

        queue.get(0).run();
        assertThat(cast.join().messageId()).hasSize(32);
    }

    @Test
    void runningTheStageEarlyDoesNotCompleteIt() {
        fixture.remoting.react(request -> {});
        CompletionStage<SendReceipt> stage = sendAsync(null);

        ((Runnable) stage).run();

        assertThat(stage.toCompletableFuture()).isNotDone();
        fixture.remoting.requests.get(0).stored(0);
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    @Test
    @Row("RTY-18")
    void theFailureArrivesUnwrapped() {
        fixture.remoting.react(request -> request.answer(13, "illegal"));
        List<Throwable> seen = new ArrayList<>();
        CompletionStage<SendReceipt> stage = sendAsync(null);

        stage.whenComplete((receipt, failure) -> seen.add(failure));
        stage.toCompletableFuture().whenComplete((receipt, failure) -> seen.add(failure));

        assertThat(seen).hasSize(2).allMatch(RefusedException.class::isInstance);
    }

    @Test
    @Row({"SND-23", "RTY-18"})
    void whatAnApplicationThrowsChangesNothing() {
        List<CompletableFuture<SendReceipt>> stages = new ArrayList<>();
        for (int code : new int[] {0, 13, 0}) {
            fixture.remoting.react(request -> request.answer(code, null));
            CompletionStage<SendReceipt> stage = sendAsync((completion, fallback) -> queue.add(completion));
            stage.whenComplete((receipt, failure) -> {
                throw new IllegalStateException("from the application");
            });
            stages.add(stage.toCompletableFuture());
        }

        queue.forEach(Runnable::run);

        assertThat(stages.get(0)).isCompleted();
        assertThat(SendFixture.failureOf(stages.get(1))).isInstanceOf(RefusedException.class);
        assertThat(stages.get(2)).isCompleted();
        assertThat(fixture.remoting.requests).as("nothing is sent again").hasSize(3);
    }

    @Test
    @Row("SND-24")
    @Defect("K08")
    void anAsynchronousSendIsHandedToTheConnectionByItsCaller() {
        List<Thread> senders = new ArrayList<>();
        fixture.remoting.react(request -> senders.add(Thread.currentThread()));

        sendAsync(null);

        assertThat(senders).containsExactly(Thread.currentThread());
    }

    @Test
    @Defect("K30")
    void sendAsyncNeverThrows() {
        SendPipeline pipeline = fixture.pipeline();

        assertThat(SendFixture.failureOf(
                        pipeline.sendAsync(null, SendOptions.defaults()).toCompletableFuture()))
                .isInstanceOf(IllegalMessageException.class);
        assertThat(SendFixture.failureOf(
                        pipeline.sendAsync(Message.of("no topic!", new byte[1]), SendOptions.defaults())
                                .toCompletableFuture()))
                .isInstanceOf(IllegalMessageException.class);
        assertThat(SendFixture.failureOf(
                        pipeline.sendAsync(SendFixture.message(), null).toCompletableFuture()))
                .isInstanceOf(NullPointerException.class);
        assertThat(fixture.limit.messages()).isZero();
    }

    private CompletionStage<SendReceipt> sendAsync(CompletionDispatcher dispatcher) {
        return fixture.pipeline().sendAsync(SendFixture.message(), new SendOptions(null, dispatcher));
    }
}
