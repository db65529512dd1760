package io.rocketjca.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.CompletionDispatcher;
import io.rocketjca.SendOptions;
import io.rocketjca.SendReceipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers are told when the burst of answers is over, and in one go. */
@Timeout(30)
class CompletionBurstTest {

    private final CompletionBurst burst = new CompletionBurst();
    private final SendFixture fixture = new SendFixture().burst(burst);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void routeTheTopic() {
        fixture.routes.route(SendFixture.TOPIC, 1, "a");
    }

    @Test
    void nothingCompletesBeforeTheBurstIsOver() {
        CompletableFuture<SendReceipt> first = send(null);
        CompletableFuture<SendReceipt> second = send(null);
        assertThat(first).isNotDone();
        burst.end();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(fixture.limit.messages()).isZero();
    }

    @Test
    void whatGoesToOneDispatcherGoesTogetherAndInOrder() {
        CompletionDispatcher a = new Recording("a");
        CompletionDispatcher b = new Recording("b");
        List<CompletableFuture<SendReceipt>> stages = List.of(send(a), send(a), send(b), send(b), send(b), send(a));
        burst.end();
        assertThat(told).containsExactly("a takes 2", "b takes 3", "a takes one");
        assertThat(stages).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aBurstIsToldOnce() {
        CompletionDispatcher a = new Recording("a");
        send(a);
        burst.end();
        burst.end();
        assertThat(told).containsExactly("a takes one");
    }

    @Test
    void ifTheDispatcherRefusesAllOfThemTheyStillComplete() {
        CompletionDispatcher refusing = (completion, fallback) -> {
            throw new RejectedExecutionException("shut down");
        };
        List<CompletableFuture<SendReceipt>> stages = List.of(send(refusing), send(refusing), send(refusing));
        burst.end();
        assertThat(stages).allMatch(CompletableFuture::isDone);
    }

    /** Sends a message that is answered at once. */
    private CompletableFuture<SendReceipt> send(CompletionDispatcher dispatcher) {
        return fixture.pipeline()
                .sendAsync(SendFixture.message(), new SendOptions(null, dispatcher))
                .toCompletableFuture();
    }

    private final class Recording implements CompletionDispatcher {

        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public void dispatch(Runnable completion, Executor fallback) {
            told.add(name + " takes one");
            completion.run();
        }

        @Override
        public void dispatchAll(Collection<? extends Runnable> completions, Executor fallback) {
            told.add(name + " takes " + completions.size());
            completions.forEach(Runnable::run);
        }
    }
}
