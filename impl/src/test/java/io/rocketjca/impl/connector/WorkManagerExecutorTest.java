package io.rocketjca.impl.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.behaviour.Row;
import io.rocketjca.impl.contract.Must;
import jakarta.resource.spi.work.Work;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkManagerExecutorTest {

    private final ScriptedServer server = new ScriptedServer();
    private final Deque<Runnable> lastResort = new ArrayDeque<>();
    private final WorkManagerExecutor executor = new WorkManagerExecutor(server, lastResort::add);
    private final List<Integer> done = new ArrayList<>();

    @Test
    @Must({"B31", "E4"})
    void runsTasksOnWorksOfTheContainerAndNotInTheCallersCall() {
        executor.execute(() -> done.add(1));

        assertThat(done).isEmpty();
        server.runAllWorks();
        assertThat(done).containsExactly(1);
    }

    @Test
    void aBurstSharesOneWork() {
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            executor.execute(() -> done.add(number));
        }

        assertThat(server.works).hasSize(1);
        server.runAllWorks();
        assertThat(done).hasSize(1_000).isSorted();
    }

    @Test
    void manyTasksAtOnceShareOneWorkInOrder() {
        executor.executeAll(List.of(() -> done.add(1), () -> done.add(2), () -> done.add(3)));

        assertThat(server.works).hasSize(1);
        server.runAllWorks();
        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void startsAnotherWorkWhileATaskHoldsTheFirstUpToItsBound() {
        for (int i = 0; i < 100; i++) {
            executor.execute(this::submitFromInside);
        }
        server.works.poll().run();

        assertThat(server.works.size()).isBetween(1, WorkManagerExecutor.MAX_WORKS - 1);
        server.runAllWorks();
        assertThat(done).hasSize(100);
    }

    private void submitFromInside() {
        executor.execute(() -> done.add(1));
    }

    @Test
    void losesNothingWhenTheContainerRefuses() {
        server.refusing = true;
        executor.execute(() -> done.add(1));
        executor.execute(() -> done.add(2));

        assertThat(lastResort).hasSize(1);
        lastResort.poll().run();
        assertThat(done).containsExactly(1, 2);

        server.refusing = false;
        executor.execute(() -> done.add(3));
        server.runAllWorks();
        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    @Row("SND-23")
    void aTaskThatThrowsHoldsNobodyUp() {
        executor.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        executor.execute(() -> done.add(1));

        server.runAllWorks();

        assertThat(done).containsExactly(1);
    }

    @Test
    @Must({"E1", "E2"})
    void aReleasedWorkGivesItsThreadBackAndAnotherGoesOn() throws Exception {
        executor.execute(() -> done.add(1));
        executor.execute(() -> done.add(2));
        Work first = server.works.poll();

        first.release();
        first.release();
        first.run();

        assertThat(done).containsExactly(1);
        server.runAllWorks();
        assertThat(done).containsExactly(1, 2);
        assertThat(Modifier.isSynchronized(first.getClass().getMethod("run").getModifiers()))
                .isFalse();
        assertThat(Modifier.isSynchronized(first.getClass().getMethod("release").getModifiers()))
                .isFalse();
    }

    @Test
    @Must("E1")
    void everyTaskRunsOnceHoweverManyThreadsHandTasksIn() throws Exception {
        int tasks = 20_000;
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            WorkManagerExecutor shared = new WorkManagerExecutor(
                    new ScriptedServer() {
                        @Override
                        public void scheduleWork(Work work) {
                            threads.execute(work);
                        }
                    },
                    lastResort::add);
            for (int thread = 0; thread < 2; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < tasks / 2; i++) {
                        shared.execute(() -> {
                            runs.incrementAndGet();
                            all.countDown();
                        });
                    }
                });
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs).hasValue(tasks);
    }

    @Test
    void theExecutorTellsHowManyTasksWaitAndWhoRunsThem() {
        List<Integer> seen = new ArrayList<>();
        Runnable look = () -> {
            seen.add(executor.waiting());
            assertThat(executor.servedByCaller()).isTrue();
        };
        executor.executeAll(List.of(look, look));
        executor.execute(look);
        assertThat(executor.waiting()).isEqualTo(3);
        assertThat(executor.servedByCaller()).isFalse();

        server.runAllWorks();

        assertThat(seen).containsExactly(2, 1, 0);
        assertThat(executor.servedByCaller()).isFalse();
    }

    @Test
    void soDoesTheExecutorForUseWithoutAServer() {
        CountedExecutor plain = new CountedExecutor(lastResort::add);
        plain.executeAll(List.of(() -> done.add(plain.waiting()), () -> assertThat(plain.servedByCaller())
                .isTrue()));
        assertThat(plain.waiting()).isEqualTo(2);
        assertThat(plain.servedByCaller()).isFalse();

        lastResort.forEach(Runnable::run);

        assertThat(done).containsExactly(1);
        assertThat(plain.waiting()).isZero();
    }
}
