package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;

class CompletionQueueTest {

    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private final Executor fallback = completion -> {
        ran.add("fallback");
        completion.run();
    };

    private CompletionQueue queue(Executor executor) {
        CompletionQueue queue = new CompletionQueue(() -> new ApplicationExecutor(executor, UnaryOperator.identity()));
        queue.captureContext();
        return queue;
    }

    private void dispatch(CompletionQueue queue, String name) {
        queue.dispatch(() -> ran.add(name), fallback);
    }

    @Test
    void aBurstCostsOneTask() {
        CompletionQueue queue = queue(submitted::add);
        dispatch(queue, "a");
        dispatch(queue, "b");
        dispatch(queue, "c");
        assertThat(submitted).hasSize(1);
        assertThat(ran).isEmpty();
        submitted.remove().run();
        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(submitted).isEmpty();
    }

    @Test
    void manyAtOnceCostOneTaskAndKeepTheirOrder() {
        CompletionQueue queue = queue(submitted::add);
        queue.dispatchAll(List.of(() -> ran.add("a"), () -> ran.add("b")), fallback);
        assertThat(submitted).hasSize(1);
        submitted.remove().run();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void aBurstThatIsLongerThanATurnGoesOnInTheNext() {
        CompletionQueue queue = queue(submitted::add);
        List<Runnable> many = new ArrayList<>();
        for (int i = 0; i < CompletionQueue.BURST_COUNT + 2; i++) {
            String name = "c" + i;
            many.add(() -> ran.add(name));
        }
        queue.dispatchAll(many, fallback);
        submitted.remove().run();
        assertThat(ran).hasSize(CompletionQueue.BURST_COUNT);
        assertThat(queue.waiting()).isEqualTo(2);
        queue.close();
        assertThat(ran.subList(CompletionQueue.BURST_COUNT, ran.size()))
                .containsExactly(
                        "fallback",
                        "c" + CompletionQueue.BURST_COUNT,
                        "fallback",
                        "c" + (CompletionQueue.BURST_COUNT + 1));
        assertThat(queue.waiting()).isZero();
        submitted.remove().run();
        assertThat(ran).hasSize(CompletionQueue.BURST_COUNT + 4);
    }

    @Test
    void manyAtOnceGoToTheFallbackWhenClosed() {
        CompletionQueue queue = queue(submitted::add);
        queue.close();
        queue.dispatchAll(List.of(() -> ran.add("a"), () -> ran.add("b")), Runnable::run);
        assertThat(submitted).isEmpty();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void theNextBurstCostsANewTask() {
        CompletionQueue queue = queue(submitted::add);
        dispatch(queue, "a");
        submitted.remove().run();
        dispatch(queue, "b");
        submitted.remove().run();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void aLongBurstGivesOtherTasksTheirTurn() {
        CompletionQueue queue = queue(submitted::add);
        for (int i = 0; i <= CompletionQueue.BURST_COUNT; i++) {
            dispatch(queue, "c");
        }
        submitted.remove().run();
        assertThat(ran).hasSize(CompletionQueue.BURST_COUNT);
        assertThat(submitted).hasSize(1);
        submitted.remove().run();
        assertThat(ran).hasSize(CompletionQueue.BURST_COUNT + 1);
    }

    @Test
    void aRefusalHandsEverythingQueuedToTheFallback() {
        CompletionQueue queue = queue(task -> {
            throw new RejectedExecutionException("full");
        });
        dispatch(queue, "a");
        dispatch(queue, "b");
        assertThat(ran).containsExactly("fallback", "a", "fallback", "b");
    }

    @Test
    void anErrorOfTheExecutorIsARefusalToo() {
        CompletionQueue queue = queue(task -> {
            throw new NoClassDefFoundError("undeployed");
        });
        dispatch(queue, "a");
        assertThat(ran).containsExactly("fallback", "a");
    }

    @Test
    void aTaskThatTheContainerDroppedGoesToTheFallback() {
        CompletionQueue queue = queue(submitted::add);
        dispatch(queue, "a");
        dispatch(queue, "b");
        DrainTask task = (DrainTask) submitted.remove();
        task.taskAborted(null, null, task, new IllegalStateException("application stopped"));
        task.taskDone(null, null, task, null);
        task.run();
        assertThat(ran).containsExactly("fallback", "a", "fallback", "b");
        dispatch(queue, "c");
        submitted.remove().run();
        assertThat(ran).endsWith("c");
    }

    @Test
    void aContextThatCannotBeEnteredSendsTheBurstToTheFallback() {
        CompletionQueue queue = new CompletionQueue(() -> new ApplicationExecutor(submitted::add, task -> () -> {
            throw new IllegalStateException("application stopped");
        }));
        queue.captureContext();
        dispatch(queue, "a");
        Runnable task = submitted.remove();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(task::run)).hasMessage("application stopped");
        assertThat(ran).containsExactly("fallback", "a");
    }

    @Test
    void aCompletionThatThrowsDoesNotStopTheOthers() {
        CompletionQueue queue = queue(submitted::add);
        queue.dispatch(
                () -> {
                    throw new IllegalStateException("broken");
                },
                fallback);
        dispatch(queue, "b");
        submitted.remove().run();
        assertThat(ran).containsExactly("b");
    }

    @Test
    void aFallbackThatRefusesLosesNothing() {
        CompletionQueue queue = queue(task -> {
            throw new RejectedExecutionException("full");
        });
        queue.dispatch(() -> ran.add("a"), completion -> {
            throw new RejectedExecutionException("stopped");
        });
        assertThat(ran).containsExactly("a");
    }

    @Test
    void withoutExecutorEverythingGoesToTheFallbackAndTheSearchEnds() {
        List<String> searches = new ArrayList<>();
        CompletionQueue queue = new CompletionQueue(() -> {
            searches.add("search");
            throw new NameNotFoundException("java:comp");
        });
        for (int i = 0; i < 100; i++) {
            queue.captureContext();
        }
        dispatch(queue, "a");
        assertThat(ran).containsExactly("fallback", "a");
        assertThat(searches).hasSizeBetween(1, 16);
    }

    @Test
    void theContextIsCapturedOnce() {
        List<String> captures = new ArrayList<>();
        CompletionQueue queue = new CompletionQueue(() -> new ApplicationExecutor(submitted::add, task -> {
            captures.add("capture");
            return task;
        }));
        queue.captureContext();
        queue.captureContext();
        assertThat(captures).hasSize(1);
    }

    @Test
    void closingHandsOverWhatIsQueuedAndWhatComesLater() {
        CompletionQueue queue = queue(submitted::add);
        dispatch(queue, "a");
        queue.close();
        dispatch(queue, "b");
        submitted.remove().run();
        assertThat(ran).containsExactly("fallback", "a", "fallback", "b");
    }

    @Test
    void theQueueTellsHowManyWaitAndWhoRunsThem() {
        CompletionQueue queue = queue(submitted::add);
        List<Integer> seen = new ArrayList<>();
        queue.dispatchAll(
                List.of(
                        () -> {
                            seen.add(queue.waiting());
                            assertThat(queue.servedByCaller()).isTrue();
                        },
                        () -> seen.add(queue.waiting())),
                fallback);
        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(queue.servedByCaller()).isFalse();

        submitted.remove().run();

        assertThat(seen).containsExactly(1, 0);
        assertThat(queue.waiting()).isZero();
        assertThat(queue.servedByCaller()).isFalse();
    }

    @Test
    void whatGoesToTheFallbackDoesNotWaitHere() {
        CompletionQueue queue = queue(task -> {
            throw new RejectedExecutionException("full");
        });
        dispatch(queue, "a");
        dispatch(queue, "b");
        queue.close();
        dispatch(queue, "c");
        assertThat(ran).hasSize(6);
        assertThat(queue.waiting()).isZero();
    }
}
