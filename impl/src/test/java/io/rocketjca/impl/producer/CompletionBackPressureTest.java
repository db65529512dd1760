package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.NotSentException;
import io.rocketjca.OverloadException;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import io.rocketjca.impl.behaviour.Defect;
import io.rocketjca.impl.config.FlowConfig;
import io.rocketjca.impl.config.ProducerConfigs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that sends faster than it looks at its completions is held back, so that they do not pile up. */
@Timeout(30)
class CompletionBackPressureTest {

    private static final int MOST = 100;

    private final SendFixture fixture = new SendFixture();
    private final SlowApplication application = new SlowApplication();
    private final SendOptions options = SendOptions.defaults().withCompletions(application);

    @BeforeEach
    void route() {
        fixture.routes.route(SendFixture.TOPIC, 2, "a");
    }

    @Test
    void theNextSendWaitsUntilCompletionsHaveRun() {
        SendPipeline pipeline = fixture.pipeline();
        List<CompletableFuture<SendReceipt>> stages = full(pipeline);
        CompletableFuture<CompletableFuture<SendReceipt>> next = SendFixture.inThread(() -> send(pipeline, options));
        awaitRequests(MOST);
        assertThat(next).isNotDone();

        application.runOne();

        next.join();
        awaitRequests(MOST + 1);
        assertThat(stages.get(0)).isCompleted();
        assertThat(application.waiting()).isEqualTo(MOST);
    }

    @Test
    @Defect("K08")
    void whatWaitsStaysBoundedHoweverFastTheApplicationSends() {
        SendPipeline pipeline = fixture.pipeline();
        AtomicInteger ended = new AtomicInteger();
        int messages = 20_000;
        CompletableFuture<Void> sending = SendFixture.inThread(() -> {
            for (int i = 0; i < messages; i++) {
                send(pipeline, options).thenRun(ended::incrementAndGet);
            }
            return null;
        });

        int mostWaiting = 0;
        while (!sending.isDone() || application.waiting() > 0) {
            mostWaiting = Math.max(mostWaiting, application.waiting());
            application.runOne();
        }

        sending.join();
        assertThat(ended).hasValue(messages);
        assertThat(mostWaiting).isPositive().isLessThanOrEqualTo(2 * MOST);
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void noRunOfCompletionsUntilTheDeadlineIsAnOverload() {
        SendPipeline pipeline = fixture.pipeline();
        full(pipeline);
        SendOptions brief = options.withTimeout(Duration.ofMillis(50));
        CompletableFuture<CompletableFuture<SendReceipt>> next = SendFixture.inThread(() -> send(pipeline, brief));
        while (!next.isDone()) {
            fixture.ticker.advance(Duration.ofMillis(1));
            Thread.yield();
        }

        assertThat(SendFixture.failureOf(next.join()))
                .isInstanceOf(OverloadException.class)
                .hasMessageContainingAll("within 50 ms", MOST + " completions wait");
        assertThat(fixture.remoting.requests).hasSize(MOST);
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void withoutWaitingForRoomTheOverloadIsToldAtOnce() {
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new FlowConfig(false, false))
                .build());
        SendPipeline pipeline = fixture.pipeline();
        full(pipeline);

        assertThat(SendFixture.failureOf(send(pipeline, options)))
                .isInstanceOf(OverloadException.class)
                .hasMessageContaining("waitForRoom");
        application.runOne();
        send(pipeline, options);
        assertThat(fixture.remoting.requests).hasSize(MOST + 1);
    }

    @Test
    void aCompletionThatSendsDoesNotWaitForItselfButEndsAtTwiceTheBound() {
        SendPipeline pipeline = fixture.pipeline();
        List<CompletableFuture<SendReceipt>> stages = full(pipeline);
        List<CompletableFuture<SendReceipt>> sentInside = new ArrayList<>();
        stages.get(0).thenRun(() -> {
            for (int i = 0; i < 2 * MOST; i++) {
                sentInside.add(send(pipeline, options));
            }
        });

        application.runOne();

        assertThat(application.waiting()).isEqualTo(2 * MOST);
        assertThat(SendFixture.failureOf(sentInside.get(2 * MOST - 1))).isInstanceOf(OverloadException.class);
        assertThat(sentInside.get(0)).isNotDone();
    }

    @Test
    void anInterruptedCallerStopsWaiting() {
        SendPipeline pipeline = fixture.pipeline();
        full(pipeline);
        AtomicReference<Thread> caller = new AtomicReference<>();
        CompletableFuture<CompletableFuture<SendReceipt>> next = SendFixture.inThread(() -> {
            caller.set(Thread.currentThread());
            return send(pipeline, options);
        });
        while (caller.get() == null) {
            Thread.onSpinWait();
        }
        caller.get().interrupt();

        assertThat(SendFixture.failureOf(next.join()))
                .isExactlyInstanceOf(NotSentException.class)
                .hasMessageContaining("interrupted");
    }

    @Test
    void otherApplicationsAndSynchronousSendsAreNotHeldBack() {
        SendPipeline pipeline = fixture.pipeline();
        full(pipeline);

        send(pipeline, SendOptions.defaults().withCompletions(new SlowApplication()));
        send(pipeline, SendOptions.defaults());
        SendFixture.inThread(() -> pipeline.send(SendFixture.message(), options))
                .join();

        assertThat(fixture.remoting.requests).hasSize(MOST + 3);
    }

    @Test
    void completionsWithoutADispatcherCountWhereTheyWait() {
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        fixture.config(ProducerConfigs.like(SendFixture.config(2))
                .with(new FlowConfig(false, false))
                .build());
        SendPipeline pipeline = fixture.fallback(new CountingExecutor(tasks)).pipeline();
        for (int i = 0; i < MOST; i++) {
            send(pipeline, SendOptions.defaults());
        }

        assertThat(SendFixture.failureOf(send(pipeline, SendOptions.defaults())))
                .isInstanceOf(OverloadException.class);
        assertThat(SendFixture.failureOf(send(pipeline, options))).isInstanceOf(OverloadException.class);
        tasks.remove().run();
        send(pipeline, SendOptions.defaults());
        assertThat(fixture.remoting.requests).hasSize(MOST + 1);
    }

    private List<CompletableFuture<SendReceipt>> full(SendPipeline pipeline) {
        List<CompletableFuture<SendReceipt>> stages = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            stages.add(send(pipeline, options));
        }
        assertThat(application.waiting()).isEqualTo(MOST);
        return stages;
    }

    private static CompletableFuture<SendReceipt> send(SendPipeline pipeline, SendOptions sendOptions) {
        return pipeline.sendAsync(SendFixture.message(), sendOptions).toCompletableFuture();
    }

    private void awaitRequests(int count) {
        while (fixture.remoting.requests.size() < count) {
            Thread.onSpinWait();
        }
    }

    /** Runs its completions when the test says so. */
    private static final class SlowApplication implements CompletionDispatcher {

        private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private volatile Thread server;

        @Override
        public void dispatch(Runnable completion, Executor fallback) {
            waiting.incrementAndGet();
            pending.add(completion);
        }

        @Override
        public int waiting() {
            return waiting.get();
        }

        @Override
        public boolean servedByCaller() {
            return Thread.currentThread() == server;
        }

        void runOne() {
            Runnable next = pending.poll();
            if (next != null) {
                waiting.decrementAndGet();
                server = Thread.currentThread();
                next.run();
                server = null;
            }
        }
    }

    private record CountingExecutor(Queue<Runnable> tasks) implements BurstExecutor {

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void executeAll(Collection<? extends Runnable> more) {
            tasks.addAll(more);
        }

        @Override
        public int waiting() {
            return tasks.size();
        }

        @Override
        public boolean servedByCaller() {
            return false;
        }
    }
}
